namespace Venstertijden.Central.Features.Cameras;

/// <summary>Names the texts of the operator's pages.</summary>
public sealed class CameraTexts;
