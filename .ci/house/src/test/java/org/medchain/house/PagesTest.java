package org.medchain.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** HOUSE-9: what pages name in code is there, so that nobody looks for what has another name. */
class PagesTest {
  private static final SourceTree TREE = SourceTree.here();
  private static final List<Path> PAGES = TREE.files(Pages::isProse);
  private static final List<SourceFile> SOURCES = sources();

  private static List<SourceFile> sources() {
    List<SourceFile> sources = new ArrayList<>(TREE.mainSources());
    sources.addAll(TREE.testSources());
    return sources;
  }

  private static Map<String, String> models() {
    Map<String, String> models = new TreeMap<>();
    for (Path model : TREE.files(path -> path.toString().endsWith(".tla"))) {
      String file = model.getFileName().toString();
      models.put(file.substring(0, file.length() - ".tla".length()), TREE.read(model));
    }
    return models;
  }

  private static List<String> staleTypes(Set<String> allowed) {
    PageTypes types = new PageTypes(SOURCES, models(), allowed);
    return PAGES.stream().flatMap(page -> types.stale(page, TREE.read(page)).stream()).toList();
  }

  private static List<String> stalePaths(Set<String> allowed) {
    PagePaths paths = new PagePaths(TREE.files(path -> true), allowed);
    return PAGES.stream().flatMap(page -> paths.stale(page, TREE.read(page)).stream()).toList();
  }

  @Test
  void typesInPagesExist() {
    assertThat(PAGES).hasSizeGreaterThan(90);
    assertThat(staleTypes(Set.copyOf(Listed.in("page-names.txt")))).isEmpty();
  }

  @Test
  void pathsInPagesExist() {
    assertThat(stalePaths(Set.copyOf(Listed.in("page-paths.txt")))).isEmpty();
  }

  @Test
  void everyExceptionIsOne() {
    List<String> types = staleTypes(Set.of());
    assertThat(Listed.in("page-names.txt"))
        .allSatisfy(name -> assertThat(types).as(name).anyMatch(each -> each.contains(name)));
    List<String> paths = stalePaths(Set.of());
    assertThat(Listed.in("page-paths.txt"))
        .allSatisfy(name -> assertThat(paths).as(name).anyMatch(each -> each.contains(name)));
  }

  private static SourceFile file(String room, String type, List<String> types, String... names) {
    List<String> all = new ArrayList<>(types);
    all.add(type);
    return new SourceFile(
        Path.of("m/src/main/java", room, type + ".java"),
        room,
        1,
        1,
        1,
        all,
        List.of(names),
        List.of(),
        List.of(),
        List.of());
  }

  @Test
  void staleTypesOfEachKindAreFound() {
    PageTypes types =
        new PageTypes(
            List.of(
                file("org.a.b", "TheType", List.of("PartOfIt"), "method"),
                file("org.a.c", "OtherType", List.of("NestedHere"))),
            Map.of("TheModel", "Next ==\nStep(r) == Next\n"),
            Set.of("String"));
    Path page = Path.of("page.md");

    assertThat(
            types.stale(
                page,
                """
                `TheType`, `b.TheType`, `org.a.b.TheType`, `b/TheType`, `TheType.method(String)`,
                `TheType#method`, `PartOfIt`, `TheModel`, `Step`, `mine/New.java`, `NAME`, `Wor…`

                ```
                NoType
                ```
                """))
        .isEmpty();
    assertThat(
            types.stale(
                page,
                """
                `OldType` and `c.TheType`, `TheType.gone`, `NestedHere`, `b/OldType`, `a
                WrappedType`
                """))
        .containsExactly(
            "page.md:1: OldType",
            "page.md:1: c.TheType",
            "page.md:1: TheType.gone",
            "page.md:1: NestedHere",
            "page.md:1: b/OldType",
            "page.md:1: WrappedType");
  }

  @Test
  void stalePathsOfEachKindAreFound() {
    PagePaths paths =
        new PagePaths(List.of(Path.of("docs/page.md"), Path.of("src/run.yaml")), Set.of("mine/"));
    Path page = Path.of("docs/page.md");

    assertThat(
            paths.stale(
                page,
                """
                `page.md`, `docs/page.md`, `../src/run.yaml`, `src/`, `run src/run.yaml`, `run.yaml`
                `mine/x.csv`, `1/9`, `config/TheType`, `trials --out=src`, [`part/`](../src)

                ```
                anything/at/all src/run.yaml
                ```
                """))
        .isEmpty();
    assertThat(
            paths.stale(
                page,
                """
                `gone.md` `docs/gone` `src/gone/run.yaml`

                ```
                run src/gone.yaml
                ```
                """))
        .containsExactly(
            "docs/page.md:1: gone.md",
            "docs/page.md:1: docs/gone",
            "docs/page.md:1: src/gone/run.yaml",
            "docs/page.md:4: src/gone.yaml");
  }
}
