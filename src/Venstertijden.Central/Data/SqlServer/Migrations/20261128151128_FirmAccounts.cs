using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Venstertijden.Central.Data.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class FirmAccounts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Firms_Site_KvkNumber",
                table: "Firms");

            migrationBuilder.DropIndex(
                name: "UserNameIndex",
                table: "AspNetUsers");

            migrationBuilder.AddColumn<DateTime>(
                name: "ProofAskedAt",
                table: "Firms",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ProofCodeHash",
                table: "Firms",
                type: "nvarchar(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "ProofMadeAt",
                table: "Firms",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "ProofTries",
                table: "Firms",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "ProvenAt",
                table: "Firms",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ProvenBy",
                table: "Firms",
                type: "nvarchar(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ProvenKvkNumber",
                table: "Firms",
                type: "nvarchar(8)",
                maxLength: 8,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "RemovedAt",
                table: "AspNetUsers",
                type: "datetime2",
                nullable: true);

            // Who looked after a firm is its owner now, and firms that were set up by hand are known.
            migrationBuilder.Sql("UPDATE [AspNetUsers] SET [Role] = 'firm-owner' WHERE [Role] = 'firm';");
            migrationBuilder.Sql("UPDATE [Firms] SET [ProvenKvkNumber] = [KvkNumber], [ProvenBy] = 'municipality', [ProvenAt] = [CreatedAt];");

            migrationBuilder.CreateTable(
                name: "AspNetUserPasskeys",
                columns: table => new
                {
                    CredentialId = table.Column<byte[]>(type: "varbinary(900)", maxLength: 900, nullable: false),
                    UserId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Data = table.Column<string>(type: "nvarchar(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUserPasskeys", x => x.CredentialId);
                    table.ForeignKey(
                        name: "FK_AspNetUserPasskeys_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Invitations",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Site = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    FirmId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Address = table.Column<string>(type: "nvarchar(254)", maxLength: 254, nullable: false),
                    Role = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    CodeHash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    InvitedBy = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: true),
                    InvitedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    AcceptedAt = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Invitations", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Invitations_Firms_FirmId",
                        column: x => x.FirmId,
                        principalTable: "Firms",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "PlateMandates",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Site = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    FirmId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Plate = table.Column<string>(type: "nvarchar(16)", maxLength: 16, nullable: false),
                    GivenById = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    GivenBy = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false),
                    GivenAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    LastDay = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PlateMandates", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PlateMandates_Firms_FirmId",
                        column: x => x.FirmId,
                        principalTable: "Firms",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Firms_Site_ProofAskedAt",
                table: "Firms",
                columns: new[] { "Site", "ProofAskedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Firms_Site_ProvenKvkNumber",
                table: "Firms",
                columns: new[] { "Site", "ProvenKvkNumber" },
                unique: true,
                filter: "[ProvenKvkNumber] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_AspNetUsers_Site_NormalizedUserName",
                table: "AspNetUsers",
                columns: new[] { "Site", "NormalizedUserName" },
                unique: true,
                filter: "[NormalizedUserName] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_AspNetUserPasskeys_UserId",
                table: "AspNetUserPasskeys",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_Invitations_CodeHash",
                table: "Invitations",
                column: "CodeHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Invitations_FirmId",
                table: "Invitations",
                column: "FirmId");

            migrationBuilder.CreateIndex(
                name: "IX_Invitations_Site_FirmId",
                table: "Invitations",
                columns: new[] { "Site", "FirmId" });

            migrationBuilder.CreateIndex(
                name: "IX_PlateMandates_FirmId",
                table: "PlateMandates",
                column: "FirmId");

            migrationBuilder.CreateIndex(
                name: "IX_PlateMandates_Site_FirmId_Plate",
                table: "PlateMandates",
                columns: new[] { "Site", "FirmId", "Plate" });

            migrationBuilder.CreateIndex(
                name: "IX_PlateMandates_Site_GivenById",
                table: "PlateMandates",
                columns: new[] { "Site", "GivenById" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AspNetUserPasskeys");

            migrationBuilder.DropTable(
                name: "Invitations");

            migrationBuilder.DropTable(
                name: "PlateMandates");

            migrationBuilder.DropIndex(
                name: "IX_Firms_Site_ProofAskedAt",
                table: "Firms");

            migrationBuilder.DropIndex(
                name: "IX_Firms_Site_ProvenKvkNumber",
                table: "Firms");

            migrationBuilder.DropIndex(
                name: "IX_AspNetUsers_Site_NormalizedUserName",
                table: "AspNetUsers");

            migrationBuilder.DropColumn(
                name: "ProofAskedAt",
                table: "Firms");

            migrationBuilder.DropColumn(
                name: "ProofCodeHash",
                table: "Firms");

            migrationBuilder.DropColumn(
                name: "ProofMadeAt",
                table: "Firms");

            migrationBuilder.DropColumn(
                name: "ProofTries",
                table: "Firms");

            migrationBuilder.DropColumn(
                name: "ProvenAt",
                table: "Firms");

            migrationBuilder.DropColumn(
                name: "ProvenBy",
                table: "Firms");

            migrationBuilder.DropColumn(
                name: "ProvenKvkNumber",
                table: "Firms");

            migrationBuilder.DropColumn(
                name: "RemovedAt",
                table: "AspNetUsers");

            migrationBuilder.CreateIndex(
                name: "IX_Firms_Site_KvkNumber",
                table: "Firms",
                columns: new[] { "Site", "KvkNumber" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "UserNameIndex",
                table: "AspNetUsers",
                column: "NormalizedUserName",
                unique: true,
                filter: "[NormalizedUserName] IS NOT NULL");
        }
    }
}
