namespace Venstertijden.Street;

/// <summary>Takes the pictures of a planned passage: street, lens, weather, chip, transport, in that order.</summary>
internal static class PassagePictures
{
    public static StreetPicture[] Take(PassagePlan plan, IReadOnlyList<Stand> stands, StreetRenderer renderer, Workspace work, int seed)
    {
        var (scene, light, faults) = (plan.Setting.View.Scene, plan.Setting.Lighting, plan.Faults);
        var taken = new int[plan.Width * plan.Height];
        var pictures = new StreetPicture[stands.Count];
        for (var i = 0; i < pictures.Length; i++)
        {
            renderer.Paint(scene, light, [stands[i]], work);
            plan.Lens.Take(work.Frame, scene.Width, taken, plan.Width);
            var bgr = new byte[plan.Width * plan.Height * 3];
            renderer.Expose(taken, bgr, faults.Noise, seed + (i * 7919L));
            pictures[i] = new StreetPicture(plan.Width, plan.Height, bgr);
        }
        return pictures;
    }
}
