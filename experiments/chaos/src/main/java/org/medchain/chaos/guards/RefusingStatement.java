package org.medchain.chaos.guards;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ContinueTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.ThrowTree;
import java.util.List;
import java.util.Set;

/** Whether a statement refuses (SCH-11): it throws, or it returns without a result. */
final class RefusingStatement {
  private static final Set<String> COMPLAINTS = Set.of("reject", "refuse");

  /** The result of a method that has done nothing. */
  private static final Set<String> NOTHING =
      Set.of("Optional.empty()", "List.of()", "Map.of()", "Set.of()", "this", "false", "null");

  private RefusingStatement() {}

  /**
   * Whether a branch refuses: it complains, or all it does is leave. Before it leaves it may only
   * complain, on a condition of its own if need be.
   *
   * @param saysWhy whether the method returns the reason of a refusal
   */
  static boolean isRefusing(StatementTree branch, boolean saysWhy) {
    List<? extends StatementTree> all =
        branch instanceof BlockTree block ? block.getStatements() : List.of(branch);
    if (all.stream().anyMatch(RefusingStatement::reportsError)) {
      return true;
    }
    if (all.isEmpty() || !returnsEmpty(all.get(all.size() - 1), saysWhy)) {
      return false;
    }
    return all.subList(0, all.size() - 1).stream()
        .allMatch(
            each -> each instanceof IfTree inner && isRefusing(inner.getThenStatement(), saysWhy));
  }

  private static boolean reportsError(StatementTree statement) {
    if (!(statement instanceof ExpressionStatementTree expression)
        || !(expression.getExpression() instanceof MethodInvocationTree call)) {
      return false;
    }
    return COMPLAINTS.contains(nameOf(call))
        || call.getArguments().stream()
            .anyMatch(
                each ->
                    each instanceof NewClassTree made
                        && made.getIdentifier().toString().equals("Output.Reject"));
  }

  private static boolean returnsEmpty(StatementTree statement, boolean saysWhy) {
    return statement instanceof ThrowTree
        || statement instanceof ContinueTree
        || (statement instanceof ReturnTree left
            && (left.getExpression() == null || isNegative(left.getExpression(), saysWhy)));
  }

  /**
   * Whether a result is negative: nothing at all, or, where the method returns reasons, a reason.
   */
  static boolean isNegative(ExpressionTree result, boolean saysWhy) {
    if (result instanceof LiteralTree || result instanceof IdentifierTree) {
      return NOTHING.contains(result.toString());
    }
    return NOTHING.contains(result.toString()) || (saysWhy && isReason(result));
  }

  /** Whether a result gives a reason for a refusal. */
  static boolean isReason(ExpressionTree result) {
    return result.toString().startsWith("Optional.of(");
  }

  private static String nameOf(MethodInvocationTree call) {
    return switch (call.getMethodSelect()) {
      case IdentifierTree name -> name.getName().toString();
      case MemberSelectTree member -> member.getIdentifier().toString();
      default -> "";
    };
  }
}
