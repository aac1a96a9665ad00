using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Venstertijden.Central.Data.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class Quality : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "NotFor",
                table: "Cases",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "RejectedFor",
                table: "Cases",
                type: "nvarchar(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SecondPair",
                table: "Cases",
                type: "nvarchar(20)",
                maxLength: 20,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "FloodBrakes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Site = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Subject = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    PulledAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Hits = table.Column<int>(type: "int", nullable: false),
                    Band = table.Column<int>(type: "int", nullable: false),
                    ReleasedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    ReleasedBy = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: true),
                    Reason = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FloodBrakes", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "LookAlikePairs",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Site = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    One = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Other = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    Source = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    CaseId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    EraseAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LookAlikePairs", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_FloodBrakes_Site_ReleasedAt",
                table: "FloodBrakes",
                columns: new[] { "Site", "ReleasedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_LookAlikePairs_CaseId",
                table: "LookAlikePairs",
                column: "CaseId");

            migrationBuilder.CreateIndex(
                name: "IX_LookAlikePairs_Site_One",
                table: "LookAlikePairs",
                columns: new[] { "Site", "One" });

            migrationBuilder.CreateIndex(
                name: "IX_LookAlikePairs_Site_Other",
                table: "LookAlikePairs",
                columns: new[] { "Site", "Other" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "FloodBrakes");

            migrationBuilder.DropTable(
                name: "LookAlikePairs");

            migrationBuilder.DropColumn(
                name: "NotFor",
                table: "Cases");

            migrationBuilder.DropColumn(
                name: "RejectedFor",
                table: "Cases");

            migrationBuilder.DropColumn(
                name: "SecondPair",
                table: "Cases");
        }
    }
}
