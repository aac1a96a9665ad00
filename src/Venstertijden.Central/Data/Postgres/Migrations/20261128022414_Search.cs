using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Venstertijden.Central.Data.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Search : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "SearchNotes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Site = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    EraseAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Sealed = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SearchNotes", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Cases_Site_ActDate_Number",
                table: "Cases",
                columns: new[] { "Site", "ActDate", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_SearchNotes_EraseAt",
                table: "SearchNotes",
                column: "EraseAt");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "SearchNotes");

            migrationBuilder.DropIndex(
                name: "IX_Cases_Site_ActDate_Number",
                table: "Cases");
        }
    }
}
