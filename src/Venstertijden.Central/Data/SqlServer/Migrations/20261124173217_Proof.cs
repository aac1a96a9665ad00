using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Venstertijden.Central.Data.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class Proof : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "HighestHash",
                table: "Chains",
                type: "nvarchar(64)",
                maxLength: 64,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "EventCount",
                table: "Cases",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "LastEventHash",
                table: "Cases",
                type: "nvarchar(64)",
                maxLength: 64,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "ChainCheckpoints",
                columns: table => new
                {
                    Site = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Number = table.Column<long>(type: "bigint", nullable: false),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Body = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    Hash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Signature = table.Column<string>(type: "nvarchar(88)", maxLength: 88, nullable: false),
                    KeyId = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Numbers = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ChainCheckpoints", x => new { x.Site, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "CheckpointRanges",
                columns: table => new
                {
                    Site = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Camera = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Chain = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    UpTo = table.Column<long>(type: "bigint", nullable: false),
                    From = table.Column<long>(type: "bigint", nullable: false),
                    Checkpoint = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CheckpointRanges", x => new { x.Site, x.Camera, x.Chain, x.UpTo });
                });

            migrationBuilder.CreateTable(
                name: "EnrolledKeys",
                columns: table => new
                {
                    Site = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Camera = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    KeyId = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    PublicKey = table.Column<byte[]>(type: "varbinary(200)", maxLength: 200, nullable: false),
                    EnrolledAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_EnrolledKeys", x => new { x.Site, x.Camera, x.KeyId });
                });

            migrationBuilder.CreateTable(
                name: "Erasures",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Site = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Count = table.Column<int>(type: "int", nullable: false),
                    Term = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Subject = table.Column<Guid>(type: "uniqueidentifier", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Erasures", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "IssuedDossiers",
                columns: table => new
                {
                    CaseId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ManifestHash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Site = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Signature = table.Column<string>(type: "nvarchar(88)", maxLength: 88, nullable: false),
                    KeyId = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false),
                    By = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IssuedDossiers", x => new { x.CaseId, x.ManifestHash });
                    table.ForeignKey(
                        name: "FK_IssuedDossiers_Cases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "Cases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_CheckpointRanges_Site_Checkpoint",
                table: "CheckpointRanges",
                columns: new[] { "Site", "Checkpoint" });

            migrationBuilder.CreateIndex(
                name: "IX_Erasures_Site_At",
                table: "Erasures",
                columns: new[] { "Site", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_Erasures_Subject",
                table: "Erasures",
                column: "Subject");
            CarryOver.Proof(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ChainCheckpoints");

            migrationBuilder.DropTable(
                name: "CheckpointRanges");

            migrationBuilder.DropTable(
                name: "EnrolledKeys");

            migrationBuilder.DropTable(
                name: "Erasures");

            migrationBuilder.DropTable(
                name: "IssuedDossiers");

            migrationBuilder.DropColumn(
                name: "HighestHash",
                table: "Chains");

            migrationBuilder.DropColumn(
                name: "EventCount",
                table: "Cases");

            migrationBuilder.DropColumn(
                name: "LastEventHash",
                table: "Cases");
        }
    }
}
