using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Venstertijden.Central.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class OwnCases : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "DriverKeyHash",
                table: "FirmVehicles",
                type: "TEXT",
                maxLength: 64,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "OwnCaseKeys",
                columns: table => new
                {
                    CaseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Site = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    CaseNumber = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    CodeHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    MadeAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Unread = table.Column<int>(type: "INTEGER", nullable: false),
                    LastCommentAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OwnCaseKeys", x => x.CaseId);
                    table.ForeignKey(
                        name: "FK_OwnCaseKeys_Cases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "Cases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_FirmVehicles_DriverKeyHash",
                table: "FirmVehicles",
                column: "DriverKeyHash");

            migrationBuilder.CreateIndex(
                name: "IX_OwnCaseKeys_Site_CaseNumber",
                table: "OwnCaseKeys",
                columns: new[] { "Site", "CaseNumber" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_OwnCaseKeys_Site_Unread",
                table: "OwnCaseKeys",
                columns: new[] { "Site", "Unread" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "OwnCaseKeys");

            migrationBuilder.DropIndex(
                name: "IX_FirmVehicles_DriverKeyHash",
                table: "FirmVehicles");

            migrationBuilder.DropColumn(
                name: "DriverKeyHash",
                table: "FirmVehicles");
        }
    }
}
