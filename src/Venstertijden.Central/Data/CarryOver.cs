using Microsoft.EntityFrameworkCore.Migrations;

namespace Venstertijden.Central.Data;

/// <summary>What rows of an older version need when a migration gives them new columns; the same SQL on every engine.</summary>
internal static class CarryOver
{
    /// <summary>Cases learn where their events end, chains the hash of their end; cameras' present keys join the list of all their keys.</summary>
    internal static void Proof(MigrationBuilder migration)
    {
        migration.Sql(
            """
            UPDATE "Cases" SET
              "EventCount" = (SELECT COUNT(*) FROM "CaseEvents" e WHERE e."CaseId" = "Cases"."Id"),
              "LastEventHash" = (SELECT e."Hash" FROM "CaseEvents" e WHERE e."CaseId" = "Cases"."Id" AND e."Number" = (SELECT MAX(m."Number") FROM "CaseEvents" m WHERE m."CaseId" = "Cases"."Id"))
            WHERE EXISTS (SELECT 1 FROM "CaseEvents" e WHERE e."CaseId" = "Cases"."Id");
            """);
        migration.Sql(
            """
            UPDATE "Chains" SET "HighestHash" = (SELECT l."Hash" FROM "ChainLinks" l WHERE l."Site" = "Chains"."Site" AND l."Camera" = "Chains"."Camera" AND l."Chain" = "Chains"."Chain" AND l."Seq" = "Chains"."Highest")
            WHERE "Highest" > 0;
            """);
        migration.Sql(
            """
            INSERT INTO "EnrolledKeys" ("Site", "Camera", "KeyId", "PublicKey", "EnrolledAt")
            SELECT "Site", "Camera", "KeyId", "PublicKey", "EnrolledAt" FROM "Cameras";
            """);
    }
}
