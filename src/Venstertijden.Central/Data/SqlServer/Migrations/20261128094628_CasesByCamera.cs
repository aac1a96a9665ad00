using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Venstertijden.Central.Data.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class CasesByCamera : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_Cases_Site_Camera_ActDate_Number",
                table: "Cases",
                columns: new[] { "Site", "Camera", "ActDate", "Number" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Cases_Site_Camera_ActDate_Number",
                table: "Cases");
        }
    }
}
