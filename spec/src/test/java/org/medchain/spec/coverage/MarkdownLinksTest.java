package org.medchain.spec.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No link of the documentation is dead; and dead ones of every kind are found. */
class MarkdownLinksTest {
  @Test
  void noLinkIsDead() {
    Repository repository = Repository.here();
    MarkdownLinks links = new MarkdownLinks(repository);
    List<Source> files = repository.files("", ".md");
    assertThat(files).hasSizeGreaterThan(90);
    assertThat(files.stream().flatMap(each -> links.dead(each).stream())).isEmpty();
  }

  private static List<String> dead(Path root, String text) {
    return new MarkdownLinks(new Repository(root)).dead(new Source("docs/page.md", text));
  }

  private static void fill(Path root) throws IOException {
    Files.createDirectories(root.resolve("docs/target"));
    Files.writeString(root.resolve("docs/page.md"), "# Page\n\n## Twice\n\n## Twice\n");
    Files.writeString(root.resolve("docs/target/made.md"), "# Made\n");
    Files.writeString(root.resolve("A.java"), "class A {\n}\n");
    Files.writeString(
        root.resolve("other.md"), "# What `it` is, [really](A.java)\n\n<a id=\"here\"></a>\n");
  }

  @Test
  void livingLinksAreLeftAlone(@TempDir Path root) throws IOException {
    fill(root);
    assertThat(
            dead(
                root,
                """
                [a](../other.md), [`b`](../other.md#what-it-is-really "title"), ![c](../A.java#L2)
                [d](#twice-1) [e](https://example.org/nothing) [f](..) [g](../other.md#here)
                `[no](link.md)` and [by name][h]

                ```
                [no](link.md)
                ```

                [h]: ../A.java
                """))
        .isEmpty();
  }

  @Test
  void deadOnesOfEachKindAreFound(@TempDir Path root) throws IOException {
    fill(root);
    String page = "docs/page.md: ";
    assertThat(
            dead(
                root,
                """
                [a](other.md) [b](../other.md#what) ![c](../A.java#L3) [d](#twice-2)
                [e](../../elsewhere.md) [f](target/made.md) <img src="missing.svg">

                [g]: gone.md
                """))
        .containsExactly(
            page + "other.md does not exist",
            page + "../other.md#what has no such place",
            page + "../A.java#L3 has no such place",
            page + "#twice-2 has no such place",
            page + "../../elsewhere.md leads out of the repository",
            page + "target/made.md is not in a fresh clone",
            page + "missing.svg does not exist",
            page + "gone.md does not exist");
  }
}
