using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Venstertijden.Central.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class LettersAndKeys : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<byte[]>(
                name: "Envelope",
                table: "DeadLetters",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "HoldsNumber",
                table: "DeadLetters",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateTime>(
                name: "OfferedAt",
                table: "DeadLetters",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "KnownKeys",
                columns: table => new
                {
                    Kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Fingerprint = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Site = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    PublicKey = table.Column<byte[]>(type: "BLOB", nullable: true),
                    NotedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    RetiredAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_KnownKeys", x => new { x.Kind, x.Fingerprint });
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "KnownKeys");

            migrationBuilder.DropColumn(
                name: "Envelope",
                table: "DeadLetters");

            migrationBuilder.DropColumn(
                name: "HoldsNumber",
                table: "DeadLetters");

            migrationBuilder.DropColumn(
                name: "OfferedAt",
                table: "DeadLetters");
        }
    }
}
