package org.medchain.house;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Where a person or a tool comes in: main methods, services, benchmarks, Spring's components, and
 * the code that claims name.
 */
final class EntryPoints {
  private static final Pattern CODE_OF_CLAIM = Pattern.compile("(?m)^    code: (\\S+)$");

  private EntryPoints() {}

  static SortedSet<String> find(SourceTree tree) {
    SortedSet<String> found = new TreeSet<>();
    for (JavaClass type : MainClasses.ALL) {
      if (isStarted(type) && !type.getName().contains("jmh_generated")) {
        found.add(type.getName().replaceAll("\\$.*", ""));
      }
    }
    tree.files(path -> path.toString().contains("src/main/resources/META-INF/services/"))
        .forEach(
            path -> tree.read(path).lines().map(String::strip).forEach(line -> found.add(line)));
    CODE_OF_CLAIM
        .matcher(tree.read(Path.of("paper", "claims.yaml")))
        .results()
        .forEach(match -> found.add("org.medchain.claims." + match.group(1)));
    return found;
  }

  private static boolean isStarted(JavaClass type) {
    return type.getMethods().stream()
            .anyMatch(
                each ->
                    (each.getName().equals("main")
                            && each.getModifiers().contains(JavaModifier.STATIC))
                        || each.getAnnotations().stream()
                            .anyMatch(it -> it.getRawType().getSimpleName().equals("Benchmark")))
        || type.getAnnotations().stream()
            .anyMatch(each -> each.getRawType().getPackageName().startsWith("org.springframework"));
  }
}
