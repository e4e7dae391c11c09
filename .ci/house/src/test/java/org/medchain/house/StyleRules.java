package org.medchain.house;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** What the sources must look like, beyond what formatter and compiler check. */
final class StyleRules {
  private static final int MOST_FILE_LINES = 400;
  private static final int MOST_METHOD_LINES = 60;
  private static final Pattern VAGUE = Pattern.compile(".*(Utils?|Helpers?|Managers?|Impl)");
  private static final Pattern GETTER = Pattern.compile("get[A-Z].*");
  private static final Pattern OPTIONAL = Pattern.compile("Optional(Int|Long|Double)?\\b");
  private static final Pattern UNFINISHED =
      Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b|UnsupportedOperation" + "Exception");

  private StyleRules() {}

  /** What is wrong with these source files, by name, one line each. */
  static List<String> faults(Map<String, String> sources) {
    List<String> faults = new ArrayList<>();
    sources.forEach((name, text) -> checkText(name, text, faults));
    parse(sources, (unit, trees) -> new Scanner(unit, trees, faults).scan(unit, null));
    return faults;
  }

  /** Methods of these source files that take an {@code Optional}, by name, one line each. */
  static List<String> optionalParameters(Map<String, String> sources) {
    List<String> faults = new ArrayList<>();
    parse(
        sources,
        (unit, trees) ->
            new TreePathScanner<Void, Void>() {
              @Override
              public Void visitMethod(MethodTree method, Void unused) {
                boolean isConstructor = method.getReturnType() == null;
                for (VariableTree each : method.getParameters()) {
                  if (!isConstructor && OPTIONAL.matcher(each.getType().toString()).lookingAt()) {
                    faults.add(
                        "%s: %s takes the Optional %s"
                            .formatted(name(unit), method.getName(), each.getName()));
                  }
                }
                return super.visitMethod(method, null);
              }
            }.scan(unit, null));
    return faults;
  }

  private static void parse(
      Map<String, String> sources, BiConsumer<CompilationUnitTree, DocTrees> visitor) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<JavaFileObject> files = new ArrayList<>();
    sources.forEach((name, text) -> files.add(file(name, text)));
    JavacTask task =
        (JavacTask) compiler.getTask(null, null, null, List.of("-proc:none"), null, files);
    DocTrees trees = DocTrees.instance(task);
    try {
      task.parse().forEach(unit -> visitor.accept(unit, trees));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(CompilationUnitTree unit) {
    return unit.getSourceFile().getName().substring(1);
  }

  private static void checkText(String name, String text, List<String> faults) {
    long lines = text.lines().count();
    if (lines > MOST_FILE_LINES) {
      faults.add(name + " has " + lines + " lines, at most " + MOST_FILE_LINES + " are allowed");
    }
    UNFINISHED.matcher(text).results().forEach(each -> faults.add(name + " says " + each.group()));
  }

  private static JavaFileObject file(String name, String text) {
    URI uri = URI.create("string:///" + name);
    return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
  }

  private static final class Scanner extends TreePathScanner<Void, Void> {
    private final String name;
    private final CompilationUnitTree unit;
    private final DocTrees trees;
    private final List<String> faults;

    Scanner(CompilationUnitTree unit, DocTrees trees, List<String> faults) {
      this.name = name(unit);
      this.unit = unit;
      this.trees = trees;
      this.faults = faults;
    }

    @Override
    public Void visitClass(ClassTree type, Void unused) {
      String simpleName = type.getSimpleName().toString();
      if (VAGUE.matcher(simpleName).matches()) {
        faults.add(name + ": the name " + simpleName + " says nothing");
      }
      boolean isPublic = type.getModifiers().getFlags().contains(Modifier.PUBLIC);
      if (isPublic && trees.getDocCommentTree(getCurrentPath()) == null) {
        faults.add(name + ": the public type " + simpleName + " has no Javadoc");
      }
      return super.visitClass(type, null);
    }

    @Override
    public Void visitMethod(MethodTree method, Void unused) {
      long lines = lines(method);
      if (lines > MOST_METHOD_LINES) {
        faults.add(
            name
                + ": "
                + method.getName()
                + " has "
                + lines
                + " lines, at most "
                + MOST_METHOD_LINES
                + " are allowed");
      }
      boolean isGetter =
          GETTER.matcher(method.getName()).matches() && method.getParameters().isEmpty();
      boolean isForeign = method.getModifiers().toString().contains("@Override");
      if (isGetter && !isForeign) {
        faults.add(name + ": " + method.getName() + " is a getter");
      }
      return super.visitMethod(method, null);
    }

    private long lines(Tree tree) {
      SourcePositions positions = trees.getSourcePositions();
      long first = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, tree));
      long last = unit.getLineMap().getLineNumber(positions.getEndPosition(unit, tree));
      return last - first + 1;
    }
  }
}
