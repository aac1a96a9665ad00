using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Venstertijden.Central.Data.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class MissingFacts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "GivenUpAt",
                table: "Undecided",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "GivenUpBy",
                table: "Undecided",
                type: "nvarchar(120)",
                maxLength: 120,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "UndecidedPictures",
                columns: table => new
                {
                    PassageId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Sha256 = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Site = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    MediaType = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false),
                    RequestedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ReceivedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Sealed = table.Column<byte[]>(type: "varbinary(max)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UndecidedPictures", x => new { x.PassageId, x.Sha256 });
                    table.ForeignKey(
                        name: "FK_UndecidedPictures_Undecided_PassageId",
                        column: x => x.PassageId,
                        principalTable: "Undecided",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "UndecidedPictures");

            migrationBuilder.DropColumn(
                name: "GivenUpAt",
                table: "Undecided");

            migrationBuilder.DropColumn(
                name: "GivenUpBy",
                table: "Undecided");
        }
    }
}
