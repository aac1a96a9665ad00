using OpenCvSharp;

namespace Venstertijden.Edge.Sources;

/// <summary>Picture files: which they are, and how one is opened.</summary>
public static class PictureFile
{
    private const long MostBytes = 200_000_000;

    // 48 megapixels are more than any street camera has; beyond that one picture would take most of an edge's memory.
    private const long MostPixels = 48_000_000;
    private static readonly HashSet<string> Extensions = new(StringComparer.OrdinalIgnoreCase) { ".jpg", ".jpeg", ".png", ".bmp", ".webp", ".tif", ".tiff" };

    public static bool IsPicture(string path) => Extensions.Contains(Path.GetExtension(path));

    /// <summary>
    /// Opens a picture as 8-bit BGR, upright by its EXIF. Returns null with the reason when it cannot be opened or is cut
    /// off: OpenCV fills what is missing of such a picture with grey, on which a plate could be overlooked.
    /// </summary>
    public static Mat? Open(string path, out string? fault)
    {
        try
        {
            var file = new FileInfo(path);
            if (file.Exists && file.Length > MostBytes)
            {
                fault = $"larger than {MostBytes / 1_000_000} MB";
                return null;
            }

            return Decode(File.ReadAllBytes(path), out fault);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            fault = e is FileNotFoundException or DirectoryNotFoundException ? "it does not exist" : e.Message;
            return null;
        }
    }

    private static Mat? Decode(byte[] bytes, out string? fault)
    {
        fault = bytes.Length == 0 ? "it is empty" : PictureHeader.Fault(bytes, MostPixels);
        if (fault is not null)
            return null;
        Mat? picture = null;
        try
        {
            picture = Cv2.ImDecode(bytes, ImreadModes.Color);
        }
        catch (OpenCVException)
        {
            // Said below: what OpenCV throws on depends on the format.
        }

        if (picture is not null && !picture.Empty() && (long)picture.Width * picture.Height <= MostPixels)
            return picture;
        fault = picture is null || picture.Empty() ? "it is not a picture that can be decoded" : $"it has more than {MostPixels / 1_000_000} megapixels";
        picture?.Dispose();
        return null;
    }
}
