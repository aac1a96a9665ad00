using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Venstertijden.Central.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Papers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "PedestrianPapers",
                table: "Cameras");

            migrationBuilder.DropColumn(
                name: "ZeroEmissionPapers",
                table: "Cameras");

            migrationBuilder.CreateTable(
                name: "Papers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Site = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Zone = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Camera = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    Regime = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    DatedAt = table.Column<string>(type: "TEXT", maxLength: 19, nullable: false),
                    ValidFrom = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ValidUntil = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Number = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Note = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    IsExample = table.Column<bool>(type: "INTEGER", nullable: false),
                    Fault = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    SentOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    SentNumber = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    ReceivedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ReceivedNumber = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    Situation = table.Column<Guid>(type: "TEXT", nullable: true),
                    GivenForRule = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    GivenForCameras = table.Column<string>(type: "TEXT", nullable: true),
                    FiledAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    FiledById = table.Column<Guid>(type: "TEXT", nullable: true),
                    FiledBy = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    WithdrawnAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    WithdrawnFrom = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    WithdrawnBy = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    WithdrawnWhy = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Papers", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PaperChanges",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Site = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    PaperId = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    By = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Expected = table.Column<int>(type: "INTEGER", nullable: false),
                    LookedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    FinishedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PaperChanges", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PaperChanges_Papers_PaperId",
                        column: x => x.PaperId,
                        principalTable: "Papers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PaperUploads",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Site = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    PaperId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    FileName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    MediaType = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Bytes = table.Column<long>(type: "INTEGER", nullable: false),
                    Sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PaperUploads", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PaperUploads_Papers_PaperId",
                        column: x => x.PaperId,
                        principalTable: "Papers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PaperContents",
                columns: table => new
                {
                    UploadId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Site = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Sealed = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PaperContents", x => x.UploadId);
                    table.ForeignKey(
                        name: "FK_PaperContents_PaperUploads_UploadId",
                        column: x => x.UploadId,
                        principalTable: "PaperUploads",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_PaperChanges_PaperId",
                table: "PaperChanges",
                column: "PaperId");

            migrationBuilder.CreateIndex(
                name: "IX_PaperChanges_Site_FinishedAt",
                table: "PaperChanges",
                columns: new[] { "Site", "FinishedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Papers_Site_Zone_Kind_DatedAt",
                table: "Papers",
                columns: new[] { "Site", "Zone", "Kind", "DatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_PaperUploads_PaperId_Number",
                table: "PaperUploads",
                columns: new[] { "PaperId", "Number" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "PaperChanges");

            migrationBuilder.DropTable(
                name: "PaperContents");

            migrationBuilder.DropTable(
                name: "PaperUploads");

            migrationBuilder.DropTable(
                name: "Papers");

            migrationBuilder.AddColumn<bool>(
                name: "PedestrianPapers",
                table: "Cameras",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "ZeroEmissionPapers",
                table: "Cameras",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);
        }
    }
}
