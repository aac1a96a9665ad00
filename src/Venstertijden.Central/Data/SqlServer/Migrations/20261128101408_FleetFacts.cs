using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Venstertijden.Central.Data.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class FleetFacts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Group",
                table: "FirmVehicles",
                type: "nvarchar(60)",
                maxLength: 60,
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "HiredUntil",
                table: "FirmVehicles",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "RemovedAt",
                table: "FirmVehicles",
                type: "datetime2",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "FleetUploads",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Site = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    FirmId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    FileName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false),
                    UploadedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Packed = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    Undo = table.Column<byte[]>(type: "varbinary(max)", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FleetUploads", x => x.Id);
                    table.ForeignKey(
                        name: "FK_FleetUploads_Firms_FirmId",
                        column: x => x.FirmId,
                        principalTable: "Firms",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_FirmVehicles_Site_Plate",
                table: "FirmVehicles",
                columns: new[] { "Site", "Plate" });

            migrationBuilder.CreateIndex(
                name: "IX_FleetUploads_FirmId",
                table: "FleetUploads",
                column: "FirmId");

            migrationBuilder.CreateIndex(
                name: "IX_FleetUploads_Site_UploadedAt",
                table: "FleetUploads",
                columns: new[] { "Site", "UploadedAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "FleetUploads");

            migrationBuilder.DropIndex(
                name: "IX_FirmVehicles_Site_Plate",
                table: "FirmVehicles");

            migrationBuilder.DropColumn(
                name: "Group",
                table: "FirmVehicles");

            migrationBuilder.DropColumn(
                name: "HiredUntil",
                table: "FirmVehicles");

            migrationBuilder.DropColumn(
                name: "RemovedAt",
                table: "FirmVehicles");
        }
    }
}
