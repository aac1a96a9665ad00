namespace Venstertijden.Street;

/// <summary>A street through a long lens, painted a little larger than the frames that are taken out of it.</summary>
/// <param name="Scene">The street.</param>
/// <param name="Distance">Metres from the camera to a plate in the middle of the picture.</param>
internal sealed record PassageScene(StreetScene Scene, float Distance)
{
    private const int Width = 1040;
    private const int Height = 640;

    // Focal length, height of the camera, distance: together the views that cameras on masts and on facades have.
    private static readonly (StreetScene Street, float Focal, float High, float Distance)[] Views =
    [
        (StreetScene.Brink, 1000, 2.6f, 5), (StreetScene.CoreArea, 1300, 2.2f, 6), (StreetScene.Markt, 1500, 3.2f, 6), (StreetScene.Brink, 1400, 1.7f, 4.2f),
        (StreetScene.CoreArea, 900, 2.8f, 6), (StreetScene.Markt, 1100, 1.5f, 7), (StreetScene.CoreArea, 1700, 4.2f, 9), (StreetScene.Brink, 850, 3.4f, 6),
    ];

    public static readonly IReadOnlyList<PassageScene> All = [.. Views.Select((view, i) =>
    {
        var horizon = (Height / 2f) - (view.Focal * (view.High - 0.5f) / view.Distance);
        var camera = new StreetCamera(view.Focal, Width / 2f, horizon, view.High);
        return new PassageScene(StreetScene.Through(camera, Width, Height, view.Street, 200 + i), view.Distance);
    })];

    /// <summary>Pixels that half a metre takes at the middle distance, without zoom.</summary>
    public float PixelsPerMetre => Scene.Camera.Focal / Distance;
}
