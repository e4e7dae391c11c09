package org.medchain.house;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.medchain.checkout.Repository;

/** The files of a checkout, and its Java sources as the compiler's parser sees them. */
final class SourceTree {
  private static final Set<String> NOT_OURS =
      Set.of("target", ".git", ".jt", "node_modules", "runs");

  private static final SourceTree HERE = new SourceTree(root());

  private final Path root;
  private final Map<String, List<SourceFile>> parsed = new ConcurrentHashMap<>();

  SourceTree(Path root) {
    this.root = root;
  }

  /** The checkout that the tests are part of, or the one that the property names. */
  static SourceTree here() {
    return HERE;
  }

  private static Path root() {
    String other = System.getProperty("house.root");
    return other == null ? Repository.ROOT : Path.of(other);
  }

  String read(Path file) {
    try {
      return Files.readString(root.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void write(Path file, String text) {
    try {
      Files.writeString(root.resolve(file), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Paths from the root, in order. */
  List<Path> files(Predicate<Path> wanted) {
    List<Path> files = new ArrayList<>();
    try {
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              return NOT_OURS.contains(folder.getFileName().toString())
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              Path path = root.relativize(file);
              if (wanted.test(path)) {
                files.add(path);
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    files.sort(null);
    return files;
  }

  /** All main sources but package pages. */
  List<SourceFile> mainSources() {
    return parsed.computeIfAbsent("src/main/java", this::sources);
  }

  /** All test sources but package pages. */
  List<SourceFile> testSources() {
    return parsed.computeIfAbsent("src/test/java", this::sources);
  }

  private List<SourceFile> sources(String folder) {
    List<Path> paths =
        files(
            path ->
                path.toString().endsWith(".java")
                    && path.toString().contains(folder)
                    && !path.endsWith("package-info.java"));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  files,
                  null,
                  List.of("-proc:none"),
                  null,
                  files.getJavaFileObjectsFromPaths(paths.stream().map(root::resolve).toList()));
      Trees trees = Trees.instance(task);
      List<SourceFile> sources = new ArrayList<>();
      for (CompilationUnitTree unit : task.parse()) {
        sources.add(source(unit, trees));
      }
      return sources;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private SourceFile source(CompilationUnitTree unit, Trees trees) throws IOException {
    String text = unit.getSourceFile().getCharContent(true).toString();
    Declarations found = new Declarations(unit, trees);
    found.scan(unit, null);
    return new SourceFile(
        root.relativize(Path.of(unit.getSourceFile().toUri())),
        unit.getPackageName() == null ? "" : unit.getPackageName().toString(),
        (int) text.lines().count(),
        CodeLines.of(text),
        CodeLines.counted(text),
        found.types,
        found.names,
        found.methods,
        found.faults,
        found.optionalParameters);
  }

  /** What a file declares. */
  private static final class Declarations extends TreePathScanner<Void, Void> {
    private static final Pattern VAGUE = Pattern.compile(".*(Utils?|Helpers?|Managers?|Impl)");
    private static final Pattern GETTER = Pattern.compile("get[A-Z].*");
    private static final Pattern OPTIONAL = Pattern.compile("Optional(Int|Long|Double)?\\b");

    private final CompilationUnitTree unit;
    private final Trees trees;
    private final List<String> types = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final List<SourceFile.Method> methods = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private final List<String> optionalParameters = new ArrayList<>();

    Declarations(CompilationUnitTree unit, Trees trees) {
      this.unit = unit;
      this.trees = trees;
    }

    @Override
    public Void visitClass(ClassTree type, Void none) {
      String name = type.getSimpleName().toString();
      if (!name.isEmpty()) {
        types.add(name);
      }
      if (VAGUE.matcher(name).matches()) {
        faults.add("the name " + name + " says nothing");
      }
      boolean isPublic = type.getModifiers().getFlags().contains(Modifier.PUBLIC);
      if (isPublic && trees.getDocComment(getCurrentPath()) == null) {
        faults.add("the public type " + name + " has no Javadoc");
      }
      return super.visitClass(type, null);
    }

    @Override
    public Void visitMethod(MethodTree method, Void none) {
      String name = method.getName().toString();
      names.add(name);
      methods.add(new SourceFile.Method(name, lines(method)));
      boolean isForeign = method.getModifiers().toString().contains("@Override");
      if (GETTER.matcher(name).matches() && method.getParameters().isEmpty() && !isForeign) {
        faults.add(name + " is a getter");
      }
      for (VariableTree each : method.getParameters()) {
        if (method.getReturnType() != null
            && OPTIONAL.matcher(each.getType().toString()).lookingAt()) {
          optionalParameters.add(name + " takes the Optional " + each.getName());
        }
      }
      return super.visitMethod(method, null);
    }

    @Override
    public Void visitVariable(VariableTree variable, Void none) {
      names.add(variable.getName().toString());
      return super.visitVariable(variable, null);
    }

    private int lines(Tree tree) {
      SourcePositions positions = trees.getSourcePositions();
      LineMap map = unit.getLineMap();
      long from = map.getLineNumber(positions.getStartPosition(unit, tree));
      return (int) (map.getLineNumber(positions.getEndPosition(unit, tree)) - from + 1);
    }
  }
}
