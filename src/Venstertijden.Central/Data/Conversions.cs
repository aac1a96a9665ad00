using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using NodaTime;
using NodaTime.Text;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Data;

/// <summary>
/// How each value object lies in a column, the same on every engine: instants as UTC date-times (sortable text on SQLite),
/// dates as dates, local date-times as sortable ISO text, enums by their kebab-case name (which is also the metric's label).
/// </summary>
internal static class Conversions
{
    internal static void Apply(ModelConfigurationBuilder model)
    {
        model.Properties<Instant>().HaveConversion<InstantConverter>();
        model.Properties<LocalDate>().HaveConversion<LocalDateConverter>();
        model.Properties<LocalDateTime>().HaveConversion<LocalDateTimeConverter>().HaveMaxLength(19);
        model.Properties<SiteId>().HaveConversion<SiteIdConverter>().HaveMaxLength(40);
        model.Properties<CameraId>().HaveConversion<CameraIdConverter>().HaveMaxLength(40);
        Kebab<Direction>(model);
        Kebab<EvidenceKind>(model);
        Kebab<GapReason>(model);
        Kebab<DeadLetterReason>(model);
        Kebab<LinkStatus>(model);
        Kebab<Policy.Documents.EnforcementMode>(model);
        Kebab<Features.Cases.CaseState>(model);
        Kebab<Features.Annulments.AnnulmentEffect>(model);
        Kebab<Features.Annulments.AnnulmentOutcome>(model);
        Kebab<Features.Appeals.AppealStage>(model);
        Kebab<Features.Appeals.AppealOutcome>(model);
        Kebab<Features.Letters.LetterKind>(model);
        Kebab<Features.Delivery.BatchState>(model);
        Kebab<Features.Delivery.ItemOutcome>(model);
        Kebab<Features.Matching.LateEffect>(model);
        Kebab<Features.Matching.LateStatus>(model);
        Kebab<Features.Identity.Role>(model);
        Kebab<Features.Firms.FirmProofKind>(model);
        Kebab<Features.Quality.BrakeKind>(model);
        Kebab<Features.Reports.TallyKind>(model);
        Kebab<Features.Reports.Measure>(model);
        Kebab<Policy.Documents.PaperKind>(model);
        Kebab<Policy.Verdicts.Regime>(model);
        Kebab<Features.Policies.PolicyOrigin>(model);
        Kebab<Features.Policies.DraftState>(model);
        Kebab<Features.Policies.WhatIfState>(model);
    }

    private static void Kebab<T>(ModelConfigurationBuilder model)
        where T : struct, Enum => model.Properties<T>().HaveConversion<KebabConverter<T>>().HaveMaxLength(40);

    private sealed class InstantConverter() : ValueConverter<Instant, DateTime>(
        instant => instant.ToDateTimeUtc(),
        column => Instant.FromDateTimeUtc(DateTime.SpecifyKind(column, DateTimeKind.Utc)));

    private sealed class LocalDateConverter() : ValueConverter<LocalDate, DateOnly>(
        date => new DateOnly(date.Year, date.Month, date.Day),
        column => new LocalDate(column.Year, column.Month, column.Day));

    private sealed class LocalDateTimeConverter() : ValueConverter<LocalDateTime, string>(
        value => LocalDateTimePattern.GeneralIso.Format(value),
        column => LocalDateTimePattern.GeneralIso.Parse(column).Value);

    private sealed class SiteIdConverter() : ValueConverter<SiteId, string>(site => site.Value, column => SiteId.Parse(column));

    private sealed class CameraIdConverter() : ValueConverter<CameraId, string>(camera => camera.Value, column => CameraId.Parse(column));
}

/// <summary>An enum as its kebab-case name.</summary>
internal sealed class KebabConverter<T>() : ValueConverter<T, string>(value => Kebab.Name(value), column => Kebab.Value<T>(column))
    where T : struct, Enum;

/// <summary>Kebab-case names of enum members: <c>SecondOpinion</c> is <c>second-opinion</c>.</summary>
public static class Kebab
{
    public static string Name<T>(T value)
        where T : struct, Enum => Names<T>.Of[value];

    public static T Value<T>(string name)
        where T : struct, Enum => Names<T>.By.TryGetValue(name, out var value) ? value : throw new FormatException($"'{name}' is no {typeof(T).Name}.");

    /// <summary>The kebab-case form of a type's name.</summary>
    public static string OfType(string typeName) => JsonNamingPolicy.KebabCaseLower.ConvertName(typeName);

    private static class Names<T>
        where T : struct, Enum
    {
        internal static readonly Dictionary<T, string> Of = Enum.GetValues<T>().ToDictionary(v => v, v => JsonNamingPolicy.KebabCaseLower.ConvertName(v.ToString()));
        internal static readonly Dictionary<string, T> By = Of.ToDictionary(p => p.Value, p => p.Key);
    }
}
