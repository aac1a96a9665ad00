using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Venstertijden.Central.Data.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class Delivery : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Regime",
                table: "Cases",
                type: "nvarchar(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "SentOn",
                table: "Cases",
                type: "date",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "DeliveryAnswers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Site = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    FileName = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Sha256 = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false),
                    By = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false),
                    ReturnId = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: true),
                    BatchNumber = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: true),
                    IsTakenIn = table.Column<bool>(type: "bit", nullable: false),
                    Applied = table.Column<int>(type: "int", nullable: false),
                    Problems = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DeliveryAnswers", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DeliveryBatches",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Site = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Number = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    State = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    MadeAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    MadeBy = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false),
                    Cases = table.Column<int>(type: "int", nullable: false),
                    AmountCents = table.Column<long>(type: "bigint", nullable: false),
                    ListHash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Signature = table.Column<string>(type: "nvarchar(88)", maxLength: 88, nullable: false),
                    KeyId = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Attempts = table.Column<int>(type: "int", nullable: false),
                    TriedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Problem = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: true),
                    SentAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DeliveryBatches", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DeliveryLinks",
                columns: table => new
                {
                    Site = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    HeardAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    ProblemSince = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Problem = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DeliveryLinks", x => x.Site);
                });

            migrationBuilder.CreateTable(
                name: "DeliveryItems",
                columns: table => new
                {
                    BatchId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    CaseId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Site = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    CaseNumber = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    FactCode = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    AmountCents = table.Column<long>(type: "bigint", nullable: false),
                    ContentHash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Outcome = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    AnsweredAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    RefusalCode = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: true),
                    ReadBackAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Differences = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DeliveryItems", x => new { x.BatchId, x.CaseId });
                    table.ForeignKey(
                        name: "FK_DeliveryItems_Cases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "Cases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_DeliveryItems_DeliveryBatches_BatchId",
                        column: x => x.BatchId,
                        principalTable: "DeliveryBatches",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_DeliveryAnswers_Site_At",
                table: "DeliveryAnswers",
                columns: new[] { "Site", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_DeliveryAnswers_Site_ReturnId",
                table: "DeliveryAnswers",
                columns: new[] { "Site", "ReturnId" });

            migrationBuilder.CreateIndex(
                name: "IX_DeliveryBatches_Site_Number",
                table: "DeliveryBatches",
                columns: new[] { "Site", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_DeliveryBatches_Site_State",
                table: "DeliveryBatches",
                columns: new[] { "Site", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_DeliveryItems_CaseId",
                table: "DeliveryItems",
                column: "CaseId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "DeliveryAnswers");

            migrationBuilder.DropTable(
                name: "DeliveryItems");

            migrationBuilder.DropTable(
                name: "DeliveryLinks");

            migrationBuilder.DropTable(
                name: "DeliveryBatches");

            migrationBuilder.DropColumn(
                name: "Regime",
                table: "Cases");

            migrationBuilder.DropColumn(
                name: "SentOn",
                table: "Cases");
        }
    }
}
