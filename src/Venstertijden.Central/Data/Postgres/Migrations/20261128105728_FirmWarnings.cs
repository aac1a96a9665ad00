using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Venstertijden.Central.Data.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class FirmWarnings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "CalendarKeyHash",
                table: "Firms",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "NoticeAddress",
                table: "Firms",
                type: "character varying(254)",
                maxLength: 254,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "StepsOff",
                table: "Firms",
                type: "character varying(20)",
                maxLength: 20,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "FirmMails",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Site = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    FirmId = table.Column<Guid>(type: "uuid", nullable: false),
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    WrittenAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    NextAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    SentAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Error = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FirmMails", x => x.Id);
                    table.ForeignKey(
                        name: "FK_FirmMails_Firms_FirmId",
                        column: x => x.FirmId,
                        principalTable: "Firms",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "FirmNotices",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Site = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    FirmId = table.Column<Guid>(type: "uuid", nullable: false),
                    VehicleId = table.Column<Guid>(type: "uuid", nullable: false),
                    Zone = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Right = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    EndsOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Step = table.Column<int>(type: "integer", nullable: false),
                    FoundAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    SeenAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    MailId = table.Column<Guid>(type: "uuid", nullable: true),
                    CancelledAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FirmNotices", x => x.Id);
                    table.ForeignKey(
                        name: "FK_FirmNotices_FirmVehicles_VehicleId",
                        column: x => x.VehicleId,
                        principalTable: "FirmVehicles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Firms_CalendarKeyHash",
                table: "Firms",
                column: "CalendarKeyHash");

            migrationBuilder.CreateIndex(
                name: "IX_FirmMails_FirmId_Day",
                table: "FirmMails",
                columns: new[] { "FirmId", "Day" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_FirmMails_Site_SentAt_NextAt",
                table: "FirmMails",
                columns: new[] { "Site", "SentAt", "NextAt" });

            migrationBuilder.CreateIndex(
                name: "IX_FirmNotices_MailId",
                table: "FirmNotices",
                column: "MailId");

            migrationBuilder.CreateIndex(
                name: "IX_FirmNotices_Site_FirmId",
                table: "FirmNotices",
                columns: new[] { "Site", "FirmId" });

            migrationBuilder.CreateIndex(
                name: "IX_FirmNotices_VehicleId_Zone_Right_EndsOn_Step",
                table: "FirmNotices",
                columns: new[] { "VehicleId", "Zone", "Right", "EndsOn", "Step" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "FirmMails");

            migrationBuilder.DropTable(
                name: "FirmNotices");

            migrationBuilder.DropIndex(
                name: "IX_Firms_CalendarKeyHash",
                table: "Firms");

            migrationBuilder.DropColumn(
                name: "CalendarKeyHash",
                table: "Firms");

            migrationBuilder.DropColumn(
                name: "NoticeAddress",
                table: "Firms");

            migrationBuilder.DropColumn(
                name: "StepsOff",
                table: "Firms");
        }
    }
}
