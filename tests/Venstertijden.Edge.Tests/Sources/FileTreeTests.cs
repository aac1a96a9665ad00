using Venstertijden.Edge.Sources;

namespace Venstertijden.Edge.Tests.Sources;

public class FileTreeTests
{
    private string _folder;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("tree-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Finds_files_in_subfolders_in_ordinal_order()
    {
        foreach (var name in (string[])["b.jpg", "Z.jpg", "a/x.jpg", "a-1.jpg", "a/deeper/y.jpg"])
            Write(name);

        Assert.That(Found(), Is.EqualTo(new[] { "Z.jpg", "a-1.jpg", "a/deeper/y.jpg", "a/x.jpg", "b.jpg" }));
    }

    [Test]
    public void Follows_links_but_keeps_their_names()
    {
        Write("real/x.jpg");
        File.CreateSymbolicLink(Path.Combine(_folder, "link.jpg"), Path.Combine(_folder, "real/x.jpg"));
        Directory.CreateSymbolicLink(Path.Combine(_folder, "way"), Path.Combine(_folder, "real"));

        Assert.That(Found(), Is.EqualTo(new[] { "link.jpg", "real/x.jpg", "way/x.jpg" }));
    }

    [Test]
    public void A_link_in_a_circle_is_not_followed_for_ever()
    {
        Write("a/x.jpg");
        Directory.CreateSymbolicLink(Path.Combine(_folder, "a/up"), _folder);

        Assert.That(Found(), Is.EqualTo(new[] { "a/x.jpg" }));
    }

    [Test]
    public void Paths_begin_with_the_folder_as_it_was_given()
    {
        Write("x.jpg");
        var given = Path.GetRelativePath(Directory.GetCurrentDirectory(), _folder) + "/";

        Assert.That(FileTree.Files(given, _ => true), Is.EqualTo(new[] { given + "x.jpg" }));
    }

    private IEnumerable<string> Found() => FileTree.Files(_folder, PictureFile.IsPicture).Select(f => Path.GetRelativePath(_folder, f));

    private void Write(string name)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, []);
    }
}
