package org.medchain.chaos.guards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** SCH-11: finds guards in small texts. */
final class GuardFinderTest {
  private static String method(String head, String body) {
    return "class Door {\n" + head + " {\n" + body + "\n}\n}\n";
  }

  private static List<Guard> guards(String head, String body) {
    return GuardFinder.find("tiny/Door.java", method(head, body));
  }

  private static List<String> names(String head, String body) {
    return guards(head, body).stream()
        .map(each -> each.name().replace("Door.open: ", "") + " = " + each.value())
        .toList();
  }

  private static List<String> names(String body) {
    return names("void open(int a)", body);
  }

  @Test
  void eachOperandOfAnOrIsAGuard() {
    assertThat(names("if (a < 1 || (b() && a > 9)\n    || !c()) { return; } d();"))
        .containsExactly("a < 1 = false", "b() && a > 9 = false", "!c() = false");
  }

  @Test
  void whatOnlyLeavesRefuses() {
    assertThat(names("boolean open(int a)", "if (a < 1) return false; return true;")).hasSize(1);
    assertThat(names("if (a < 1) throw new MalformedInput(\"a\");")).hasSize(1);
    assertThat(names("for (;;) { if (a < 1) { continue; } b(); }")).hasSize(1);
    assertThat(names("Optional<B> open()", "if (a()) { return Optional.empty(); } return b();"))
        .hasSize(1);
    assertThat(names("Optional<String> open()", "if (a()) { return Optional.of(\"no\"); }"))
        .hasSize(1);
  }

  @Test
  void whatComplainsRefuses() {
    assertThat(names("if (a < 1) { reject(a, \"small\"); } b();")).hasSize(1);
    assertThat(names("if (a < 1) { out.add(new Output.Reject(a, \"small\")); }")).hasSize(1);
    assertThat(names("if (a > 1) { if (a > 2) { refuse(a); } return; }"))
        .containsExactly("a > 1 = false", "a > 2 = false");
  }

  @Test
  void whatDoesSomethingDoesNot() {
    assertThat(names("if (a < 1) { b(); }")).isEmpty();
    assertThat(names("if (a < 1) { b(); return; }")).isEmpty();
    assertThat(names("Optional<B> open()", "if (a()) { return Optional.of(b()); }")).isEmpty();
    assertThat(names("boolean open(int a)", "if (a < 1) { return true; } return b();")).isEmpty();
  }

  @Test
  void inFrontOfAnElseThatRefusesTheConditionBecomesTrue() {
    assertThat(names("if (a > 0 && b()) { c(); } else { reject(a, \"no\"); }"))
        .containsExactly("a > 0 = true", "b() = true");
  }

  @Test
  void whatSaysYesOrNoIsGuardedByItsOperands() {
    assertThat(names("boolean open(int a)", "return a > 0 && (b() || c());"))
        .containsExactly("a > 0 = true", "b() || c() = true");
    assertThat(names("boolean open(int a)", "return b(() -> { return a > 0 && c(); });")).isEmpty();
    assertThat(names("boolean open(int a)", "return a > 0;")).isEmpty();
    assertThat(guards("boolean suffices(int a)", "return a > 0;")).hasSize(1);
    assertThat(guards("public boolean equals(Object a)", "return a() && b();")).isEmpty();
  }

  @Test
  void aReasonInsteadOfNothingRefuses() {
    String reason = "Optional.of(\"no\")";
    assertThat(
            names(
                "Optional<String> open()",
                "return a() && b() ? Optional.empty() : " + reason + ";"))
        .containsExactly("a() = true", "b() = true");
    assertThat(
            names(
                "Optional<String> open()",
                "return a() || b() ? " + reason + " : Optional.empty();"))
        .containsExactly("a() = false", "b() = false");
  }

  @Test
  void aLocalVariableIsFollowed() {
    assertThat(names("boolean fine = a > 0 && b();\nif (!fine) { return; }\nc();"))
        .containsExactly("a > 0 = true", "b() = true", "!fine = false");
    assertThat(names("boolean bad = a < 1 || b();\nif (bad || c()) { return; }\nd();"))
        .containsExactly("a < 1 = false", "b() = false", "bad = false", "c() = false");
  }

  @Test
  void namesTellAlikeOnesApartAndStayWhereLinesMove() {
    String twice = "if (a < 1) { return; }\nb();\nif (a < 1) { return; }\nc();";
    assertThat(guards("void open(int a)", twice))
        .extracting(Guard::name)
        .containsExactly("Door.open: a < 1", "Door.open: a < 1 (2)");
    assertThat(guards("void open(int a)", "e();\n// Why.\n" + twice))
        .extracting(Guard::name)
        .containsExactly("Door.open: a < 1", "Door.open: a < 1 (2)");
  }

  @Test
  void itIsTakenOutOfTheSource() {
    String head = "void open(int a)";
    Guard second = guards(head, "if (a < 1 || b()) { return; } c();").get(1);
    String source = method(head, "if (a < 1 || b()) { return; } c();");
    assertThat(second.removedFrom(source))
        .isEqualTo(method(head, "if (a < 1 || false) { return; } c();"));
    assertThat(GuardReach.instrumented("tiny/Door.java", source, List.of(second)))
        .contains("a < 1 || org.medchain.chaos.guards.GuardProbe.at(0, b(), false)) {");
  }

  @Test
  void whatIsNoJavaIsAnError() {
    assertThatThrownBy(() -> names("if (a < 1) { return }"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tiny/Door.java");
  }

  @Test
  void aPatternThatDeclaresAVariableCannotBeObserved() {
    List<Guard> guards =
        guards("void open(Object a)", "if (!(a instanceof B b) || c()) { return; }");
    assertThat(guards).extracting(Guard::isObservable).containsExactly(false, true);
  }
}
