using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Venstertijden.Central.Data.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class Versions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropPrimaryKey(
                name: "PK_Register",
                table: "Register");

            migrationBuilder.DropPrimaryKey(
                name: "PK_Lists",
                table: "Lists");

            migrationBuilder.DropPrimaryKey(
                name: "PK_Exemptions",
                table: "Exemptions");

            migrationBuilder.RenameColumn(
                name: "RetrievedAt",
                table: "Register",
                newName: "RecordedAt");

            migrationBuilder.RenameColumn(
                name: "Version",
                table: "Lists",
                newName: "Number");

            migrationBuilder.RenameColumn(
                name: "WithdrawnAt",
                table: "Exemptions",
                newName: "ReplacedAt");

            migrationBuilder.AddColumn<int>(
                name: "Revision",
                table: "Register",
                type: "int",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<string>(
                name: "ListVersion",
                table: "Register",
                type: "nvarchar(64)",
                maxLength: 64,
                nullable: true,
                // Rows of before came from a list, whose next version may replace them.
                defaultValue: "before");

            migrationBuilder.AddColumn<DateTime>(
                name: "ReplacedAt",
                table: "Register",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "ValidFrom",
                table: "Register",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "ValidUntil",
                table: "Register",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Announced",
                table: "Lists",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Revision",
                table: "Exemptions",
                type: "int",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddPrimaryKey(
                name: "PK_Register",
                table: "Register",
                columns: new[] { "Site", "Plate", "Revision" });

            migrationBuilder.AddPrimaryKey(
                name: "PK_Lists",
                table: "Lists",
                columns: new[] { "Site", "List", "Number" });

            migrationBuilder.AddPrimaryKey(
                name: "PK_Exemptions",
                table: "Exemptions",
                columns: new[] { "Id", "Revision" });

            migrationBuilder.CreateTable(
                name: "ExpiryGraceUses",
                columns: table => new
                {
                    Exemption = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Site = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Passage = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SeenFrom = table.Column<DateTime>(type: "datetime2", nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ExpiryGraceUses", x => x.Exemption);
                });

            migrationBuilder.CreateTable(
                name: "LateTruths",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Site = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    CaseId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    CaseNumber = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    CaseState = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    FoundAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Effect = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Before = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false),
                    After = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false),
                    Causes = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Status = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    SettledAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    SettledBy = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: true),
                    Note = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: true),
                    SeenAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LateTruths", x => x.Id);
                    table.ForeignKey(
                        name: "FK_LateTruths_Cases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "Cases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ListCounts",
                columns: table => new
                {
                    Site = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    List = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    ListVersionName = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Announced = table.Column<int>(type: "int", nullable: false),
                    Held = table.Column<int>(type: "int", nullable: false),
                    CountedAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ListCounts", x => new { x.Site, x.List, x.Day });
                });

            migrationBuilder.CreateTable(
                name: "PlateMarks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Site = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    PlateIndex = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    Reason = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    RecordedBy = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false),
                    WithdrawnAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    WithdrawnBy = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PlateMarks", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RecheckStates",
                columns: table => new
                {
                    Site = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Stamp = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Looked = table.Column<int>(type: "int", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RecheckStates", x => x.Site);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Register_Site_ReplacedAt",
                table: "Register",
                columns: new[] { "Site", "ReplacedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Lists_Site_List_RetrievedAt",
                table: "Lists",
                columns: new[] { "Site", "List", "RetrievedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Exemptions_Site_ReplacedAt",
                table: "Exemptions",
                columns: new[] { "Site", "ReplacedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_LateTruths_CaseId",
                table: "LateTruths",
                column: "CaseId");

            migrationBuilder.CreateIndex(
                name: "IX_LateTruths_Site_Status_FoundAt",
                table: "LateTruths",
                columns: new[] { "Site", "Status", "FoundAt" });

            migrationBuilder.CreateIndex(
                name: "IX_PlateMarks_Site_PlateIndex",
                table: "PlateMarks",
                columns: new[] { "Site", "PlateIndex" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ExpiryGraceUses");

            migrationBuilder.DropTable(
                name: "LateTruths");

            migrationBuilder.DropTable(
                name: "ListCounts");

            migrationBuilder.DropTable(
                name: "PlateMarks");

            migrationBuilder.DropTable(
                name: "RecheckStates");

            migrationBuilder.DropPrimaryKey(
                name: "PK_Register",
                table: "Register");

            migrationBuilder.DropIndex(
                name: "IX_Register_Site_ReplacedAt",
                table: "Register");

            migrationBuilder.DropPrimaryKey(
                name: "PK_Lists",
                table: "Lists");

            migrationBuilder.DropIndex(
                name: "IX_Lists_Site_List_RetrievedAt",
                table: "Lists");

            migrationBuilder.DropPrimaryKey(
                name: "PK_Exemptions",
                table: "Exemptions");

            migrationBuilder.DropIndex(
                name: "IX_Exemptions_Site_ReplacedAt",
                table: "Exemptions");

            migrationBuilder.DropColumn(
                name: "Revision",
                table: "Register");

            migrationBuilder.DropColumn(
                name: "ListVersion",
                table: "Register");

            migrationBuilder.DropColumn(
                name: "ReplacedAt",
                table: "Register");

            migrationBuilder.DropColumn(
                name: "ValidFrom",
                table: "Register");

            migrationBuilder.DropColumn(
                name: "ValidUntil",
                table: "Register");

            migrationBuilder.DropColumn(
                name: "Announced",
                table: "Lists");

            migrationBuilder.DropColumn(
                name: "Revision",
                table: "Exemptions");

            migrationBuilder.RenameColumn(
                name: "RecordedAt",
                table: "Register",
                newName: "RetrievedAt");

            migrationBuilder.RenameColumn(
                name: "Number",
                table: "Lists",
                newName: "Version");

            migrationBuilder.RenameColumn(
                name: "ReplacedAt",
                table: "Exemptions",
                newName: "WithdrawnAt");

            migrationBuilder.AddPrimaryKey(
                name: "PK_Register",
                table: "Register",
                columns: new[] { "Site", "Plate" });

            migrationBuilder.AddPrimaryKey(
                name: "PK_Lists",
                table: "Lists",
                columns: new[] { "Site", "List" });

            migrationBuilder.AddPrimaryKey(
                name: "PK_Exemptions",
                table: "Exemptions",
                column: "Id");
        }
    }
}
