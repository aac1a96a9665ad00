namespace Venstertijden.Street;

/// <summary>Takes the pictures of a planned passage: street, lens, weather, chip, transport, in that order.</summary>
internal static class PassagePictures
{
    public static StreetPicture[] Take(PassagePlan plan, IReadOnlyList<Stand> stands, StreetRenderer renderer, Workspace work, int seed)
    {
        var (scene, light, faults) = (plan.Setting.View.Scene, plan.Setting.Lighting, plan.Faults);
        work.Window = plan.Lens.Window(plan.Width, plan.Height, new PixelBox(0, 0, scene.Width, scene.Height));
        var taken = new int[plan.Width * plan.Height];
        var film = faults.VideoStep > 0 ? new Film(plan.Width, plan.Height, faults.VideoStep) : null;
        var pictures = new StreetPicture[stands.Count];
        for (var i = 0; i < pictures.Length; i++)
        {
            renderer.Paint(scene, light, [stands[i]], work, plan.Boards);
            plan.Lens.Take(work.Frame, scene.Width, taken, plan.Width);
            Spoil(taken, plan, seed, i);
            var bgr = new byte[plan.Width * plan.Height * 3];
            renderer.Expose(taken, bgr, faults.Noise, seed + (i * 7919L));
            pictures[i] = Carry(new StreetPicture(plan.Width, plan.Height, bgr), film, faults.JpegQuality);
        }
        return pictures;
    }

    private static void Spoil(Span<int> picture, PassagePlan plan, int seed, int frame)
    {
        var faults = plan.Faults;
        if (faults.Rain > 0)
            Weather.Rain(picture, plan.Width, faults.Rain, seed, Chance.Seed(seed, frame, 4));
        if (faults.Veil > 0)
            Weather.Veil(picture, plan.Width, faults.Veil, plan.Setting.Light == PassageLight.LowSun, seed);
        if (faults.Defocus > 0.03f)
            Weather.Soften(picture, plan.Width, faults.Defocus);
        if (plan.Setting.Light == PassageLight.Infrared)
            Weather.Grey(picture);
    }

    private static StreetPicture Carry(StreetPicture picture, Film? film, int jpegQuality)
        => film is not null ? film.Through(picture) : jpegQuality > 0 ? Jpeg.Through(picture, jpegQuality) : picture;
}
