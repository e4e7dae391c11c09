package org.medchain.chaos.guards;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.BindingPatternTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Finds the guards of a source with the compiler's own parser (SCH-11). Guards are
 *
 * <ul>
 *   <li>each operand of {@code ||} in the condition of an {@code if} whose branch refuses ({@link
 *       RefusingStatement}), or the whole condition where it is no {@code ||}: it becomes {@code
 *       false};
 *   <li>each operand of {@code &&} in the condition of an {@code if} whose {@code else} refuses: it
 *       becomes {@code true}; and so in {@code condition ? Optional.empty() : reason}, the other
 *       way round as above;
 *   <li>each operand of {@code &&} in the result of a boolean method, and all of it in methods with
 *       names of validity checks: it becomes {@code true};
 *   <li>the operands of a local variable in such a condition.
 * </ul>
 */
final class GuardFinder extends TreeScanner<Void, Void> {
  /** Methods that vouch for something, even if in one word. */
  private static final Pattern VALIDATING =
      Pattern.compile("suffices|proves|allows?|isSound|isUnder|may(Vote|Follow)");

  private static final Pattern SPACE = Pattern.compile("\\s+");

  private final String file;
  private final String source;
  private final CompilationUnitTree unit;
  private final SourcePositions positions;
  private final Deque<String> types = new ArrayDeque<>();
  private final Map<String, ExpressionTree> locals = new HashMap<>();
  private final Map<Integer, Guard> found = new TreeMap<>();
  private String method = "";
  private String result = "";
  private int lambdas;

  private GuardFinder(
      String file, String source, CompilationUnitTree unit, SourcePositions positions) {
    this.file = file;
    this.source = source;
    this.unit = unit;
    this.positions = positions;
  }

  /**
   * The guards of a source, from its beginning to its end.
   *
   * @throws IllegalArgumentException if it cannot be parsed
   */
  static List<Guard> find(String file, String source) {
    List<String> errors = new ArrayList<>();
    JavacTask task = (JavacTask) JavaSources.parsing(file, source, errors);
    try {
      List<Guard> guards = new ArrayList<>();
      for (CompilationUnitTree unit : task.parse()) {
        SourcePositions positions = Trees.instance(task).getSourcePositions();
        GuardFinder finder = new GuardFinder(file, source, unit, positions);
        finder.scan(unit, null);
        guards.addAll(finder.found.values());
      }
      if (!errors.isEmpty()) {
        throw new IllegalArgumentException(file + " cannot be parsed: " + errors.get(0));
      }
      return numbered(guards);
    } catch (IOException e) {
      throw new IllegalArgumentException(file + " cannot be parsed", e);
    }
  }

  /** Equal texts are distinguished by a number. */
  private static List<Guard> numbered(List<Guard> guards) {
    Map<String, Integer> seen = new HashMap<>();
    return guards.stream()
        .map(
            each -> {
              int count = seen.merge(each.name(), 1, Integer::sum);
              String name = count == 1 ? each.name() : each.name() + " (" + count + ")";
              return each.named(name);
            })
        .toList();
  }

  @Override
  public Void visitClass(ClassTree type, Void nothing) {
    types.addLast(type.getSimpleName().toString());
    super.visitClass(type, null);
    types.removeLast();
    return null;
  }

  @Override
  public Void visitMethod(MethodTree each, Void nothing) {
    String outerMethod = method;
    String outerResult = result;
    Map<String, ExpressionTree> outerLocals = Map.copyOf(locals);
    method = each.getReturnType() == null ? "new" : each.getName().toString();
    result = each.getReturnType() == null ? "" : each.getReturnType().toString();
    super.visitMethod(each, null);
    method = outerMethod;
    result = outerResult;
    locals.clear();
    locals.putAll(outerLocals);
    return null;
  }

  @Override
  public Void visitVariable(VariableTree variable, Void nothing) {
    if (!method.isEmpty() && variable.getInitializer() != null) {
      locals.put(variable.getName().toString(), variable.getInitializer());
    }
    return super.visitVariable(variable, null);
  }

  @Override
  public Void visitLambdaExpression(LambdaExpressionTree lambda, Void nothing) {
    lambdas++;
    super.visitLambdaExpression(lambda, null);
    lambdas--;
    return null;
  }

  @Override
  public Void visitIf(IfTree choice, Void nothing) {
    StatementTree otherwise = choice.getElseStatement();
    if (RefusingStatement.isRefusing(choice.getThenStatement(), returnsReason())) {
      operands(choice.getCondition(), false);
    } else if (otherwise != null && RefusingStatement.isRefusing(otherwise, returnsReason())) {
      operands(choice.getCondition(), true);
    }
    return super.visitIf(choice, null);
  }

  @Override
  public Void visitReturn(ReturnTree left, Void nothing) {
    ExpressionTree value = left.getExpression();
    boolean own = value != null && lambdas == 0;
    if (own && result.equals("boolean") && !method.equals("equals")) {
      if (split(value, Tree.Kind.CONDITIONAL_AND).size() > 1 || isValidating(value)) {
        operands(value, true);
      }
    } else if (own && returnsReason() && value instanceof ConditionalExpressionTree choice) {
      if (RefusingStatement.isReason(choice.getTrueExpression())) {
        operands(choice.getCondition(), false);
      } else if (RefusingStatement.isReason(choice.getFalseExpression())) {
        operands(choice.getCondition(), true);
      }
    }
    return super.visitReturn(left, null);
  }

  private boolean isValidating(ExpressionTree value) {
    return VALIDATING.matcher(method).matches()
        && !Set.of("true", "false").contains(value.toString());
  }

  private boolean returnsReason() {
    return result.equals("Optional<String>");
  }

  /** Adds the operands of a condition; {@code value} is what makes an operand harmless. */
  private void operands(ExpressionTree condition, boolean value) {
    Tree.Kind kind = value ? Tree.Kind.CONDITIONAL_AND : Tree.Kind.CONDITIONAL_OR;
    for (ExpressionTree each : split(condition, kind)) {
      add(each, value);
      ExpressionTree bare = withoutParentheses(each);
      boolean negated = bare.getKind() == Tree.Kind.LOGICAL_COMPLEMENT;
      ExpressionTree named =
          negated ? withoutParentheses(((UnaryTree) bare).getExpression()) : bare;
      if (named instanceof IdentifierTree && locals.get(named.toString()) != null) {
        boolean inner = negated != value;
        Tree.Kind innerKind = inner ? Tree.Kind.CONDITIONAL_AND : Tree.Kind.CONDITIONAL_OR;
        List<ExpressionTree> parts = split(locals.get(named.toString()), innerKind);
        if (parts.size() > 1) {
          parts.forEach(part -> add(part, inner));
        }
      }
    }
  }

  private static ExpressionTree withoutParentheses(ExpressionTree expression) {
    return expression instanceof ParenthesizedTree inner
        ? withoutParentheses(inner.getExpression())
        : expression;
  }

  private static List<ExpressionTree> split(ExpressionTree expression, Tree.Kind kind) {
    ExpressionTree bare = withoutParentheses(expression);
    if (bare.getKind() != kind) {
      return List.of(bare);
    }
    BinaryTree both = (BinaryTree) bare;
    List<ExpressionTree> all = new ArrayList<>(split(both.getLeftOperand(), kind));
    all.addAll(split(both.getRightOperand(), kind));
    return all;
  }

  private void add(ExpressionTree operand, boolean value) {
    int start = (int) positions.getStartPosition(unit, operand);
    int end = (int) positions.getEndPosition(unit, operand);
    String words = SPACE.matcher(source.substring(start, end)).replaceAll(" ");
    String name = String.join(".", types) + "." + method + ": " + words;
    found.putIfAbsent(start, new Guard(name, file, start, end, value, !declares(operand)));
  }

  /** Whether a pattern in it declares a variable, which a call around it would hide. */
  private static boolean declares(ExpressionTree operand) {
    Boolean declares =
        new TreeScanner<Boolean, Void>() {
          @Override
          public Boolean visitBindingPattern(BindingPatternTree pattern, Void nothing) {
            return true;
          }

          @Override
          public Boolean reduce(Boolean one, Boolean other) {
            return Boolean.TRUE.equals(one) || Boolean.TRUE.equals(other);
          }
        }.scan(operand, null);
    return Boolean.TRUE.equals(declares);
  }
}
