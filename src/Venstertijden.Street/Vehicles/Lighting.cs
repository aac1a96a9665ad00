using System.Numerics;

namespace Venstertijden.Street;

/// <summary>Light on a point of a body, and what its surface mirrors.</summary>
internal static class Lighting
{
    private static readonly Vector3 LampDirection = Vector3.Normalize(new Vector3(0.35f, 0.85f, -0.4f));

    /// <returns>A factor on the paint, and the mirrored light (0 to 255 a channel) for a perfectly glossy surface.</returns>
    public static (Vector3 Light, Vector3 Mirror) At(Vector3 world, Vector3 normal, Vector3 eye, StreetLight light)
    {
        var n = Vector3.Normalize(normal);
        // Near the ground and on faces turned down, the sky is hidden by the body and the street.
        var open = (0.58f + (0.42f * n.Y)) * (0.62f + (0.38f * Math.Clamp(world.Y / 0.7f, 0, 1)));
        var diffuse = light.Ambient * (0.35f + (0.75f * open));
        diffuse += light.Sun * (0.95f * Math.Max(0, Vector3.Dot(n, StreetLight.SunDirection)));
        diffuse += light.Lamp * (0.13f + (0.5f * Math.Max(0, Vector3.Dot(n, LampDirection))));
        var view = Vector3.Normalize(eye - world);
        var facing = Math.Max(0, Vector3.Dot(n, view));
        var bounce = (2 * facing * n) - view;
        var strength = 0.10f + (0.75f * MathF.Pow(1 - facing, 4));
        var mirror = Environment(bounce, light) * strength;
        var glint = Math.Max(0, Vector3.Dot(bounce, StreetLight.SunDirection));
        mirror += light.Sun * (260 * MathF.Pow(glint, 40));
        var lampGlint = Math.Max(0, Vector3.Dot(bounce, LampDirection));
        mirror += light.Lamp * (90 * MathF.Pow(lampGlint, 24));
        return (diffuse, mirror);
    }

    /// <summary>The street around as a mirror sees it: paving below, facades at eye height, sky above.</summary>
    private static Vector3 Environment(Vector3 direction, StreetLight light)
    {
        var up = direction.Y;
        var ground = new Vector3(92, 98, 104) * (light.Ambient + (light.Lamp * 0.25f));
        var facades = new Vector3(70, 76, 86) * (light.Ambient + (light.Lamp * 0.35f));
        var sky = Vector3.Lerp(light.SkyHorizon, light.SkyTop, Math.Clamp(up, 0, 1));
        var skyline = 0.26f + (0.08f * MathF.Sin((direction.X * 7) + (direction.Z * 3)));
        var lower = Vector3.Lerp(ground, facades, StreetLight.Smooth(-0.15f, 0.02f, up));
        return Vector3.Lerp(lower, sky, StreetLight.Smooth(skyline - 0.05f, skyline + 0.07f, up));
    }
}
