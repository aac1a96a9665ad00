using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Venstertijden.Central.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class CameraInSearch : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Cases_Site_ActDate_Number",
                table: "Cases");

            migrationBuilder.DropIndex(
                name: "IX_Cases_Site_Camera_ActDate_Number",
                table: "Cases");

            migrationBuilder.CreateIndex(
                name: "IX_Cases_Site_ActDate_Number_Camera",
                table: "Cases",
                columns: new[] { "Site", "ActDate", "Number", "Camera" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Cases_Site_ActDate_Number_Camera",
                table: "Cases");

            migrationBuilder.CreateIndex(
                name: "IX_Cases_Site_ActDate_Number",
                table: "Cases",
                columns: new[] { "Site", "ActDate", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_Cases_Site_Camera_ActDate_Number",
                table: "Cases",
                columns: new[] { "Site", "Camera", "ActDate", "Number" });
        }
    }
}
