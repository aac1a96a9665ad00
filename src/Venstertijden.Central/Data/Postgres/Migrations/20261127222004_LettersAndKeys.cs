using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Venstertijden.Central.Data.Postgres.Migrations
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
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "HoldsNumber",
                table: "DeadLetters",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateTime>(
                name: "OfferedAt",
                table: "DeadLetters",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "KnownKeys",
                columns: table => new
                {
                    Kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    Fingerprint = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Site = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    PublicKey = table.Column<byte[]>(type: "bytea", nullable: true),
                    NotedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    RetiredAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
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
