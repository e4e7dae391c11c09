package org.medchain.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TRACE-11: what correct nodes must not do is rejected at the line where they do it. */
class PowTraceTest {

  private static final String MOST_WORK =
      "no good block that a node has makes more work than its tip (POW-10)";
  private static final String LESS_WORK = "a branch is left only for one of more work (POW-10)";
  private static final String UNDONE = "what is undone stands on a block of the chain (POW-11)";
  private static final String CHILD = "the child of the tip is adopted (POW-11)";
  private static final String FOUND = "a block is found on the node's own tip (POW-15, POW-17)";
  private static final String HOLDER = "a correct node passes on only what it has (POW-14)";
  private static final String SAME = "a block has one parent, one height and one work (POW-2)";
  private static final String DEEP =
      "k blocks stand on the best chain from the answered one on (POW-20)";
  private static final String SHOWN =
      "an answer shows k blocks of the best chain and W on the answered one (POW-20, POW-21)";

  @TempDir private Path folder;

  private static List<TraceVerdict> check(List<Path> files) throws Exception {
    return TraceTestFiles.checker().check("PowTrace", files).verdicts();
  }

  /** Two nodes on the chain a – b, of which the second has only heard. */
  private static PowTraceBuilder two() {
    return new PowTraceBuilder()
        .block("a", "g", 4)
        .block("b", "a", 4)
        .grow(0, "a")
        .grow(0, "b")
        .follow(1, 0, "a")
        .follow(1, 0, "b");
  }

  /** The same, and a faulty node shows a branch from the genesis block, of this work in all. */
  private static PowTraceBuilder branch(int work) {
    return two()
        .block("x", "g", work - 1)
        .block("y", "x", 1)
        .receive(0, "ReceiveBlock", PowTraceBuilder.FAULTY, "x")
        .receive(0, "ReceiveBlock", PowTraceBuilder.FAULTY, "y");
  }

  /** Traces by hand that only look as if something were wrong. */
  private static Map<String, PowTraceBuilder> allowed() {
    Map<String, PowTraceBuilder> all = new LinkedHashMap<>();
    all.put("an answer with k blocks", two().ignore(0).answer(0, "a", "b"));
    all.put("a block shown by a faulty node alone need not be valid", branch(20).ignore(0));
    all.put("a tie is not left", branch(8).ignore(0));
    all.put(
        "a branch of more work",
        branch(20).add(0, "Abandon", "g").add(0, "Adopt", "x").add(0, "Execute", "x").ignore(0));
    all.put(
        "orphans first",
        two()
            .block("x", "g", 9)
            .block("y", "x", 1)
            .receive(0, "ReceiveBlock", PowTraceBuilder.FAULTY, "y")
            .receive(0, "ReceiveBlock", PowTraceBuilder.FAULTY, "x")
            .add(0, "Abandon", "g")
            .add(0, "Adopt", "x")
            .add(0, "Execute", "x")
            .add(0, "Adopt", "y"));
    all.put(
        "a fork of equal work among correct nodes",
        new PowTraceBuilder()
            .block("a", "g", 4)
            .block("b", "g", 4)
            .grow(0, "a")
            .grow(1, "b")
            .receive(0, "ReceiveBlock", 1, "b")
            .receive(1, "ReceiveBlock", 0, "a")
            .ignore(0)
            .ignore(1));
    all.put(
        "what a node forgets in a restart comes again",
        two().add(0, "Restart", "g").ignore(0).follow(0, 1, "a").follow(0, 1, "b").ignore(0));
    return all;
  }

  /** Traces by hand whose last line breaks this rule. */
  private static Map<PowTraceBuilder, String> forbidden() {
    Map<PowTraceBuilder, String> all = new LinkedHashMap<>();
    addBlocks(all);
    addBranches(all);
    addAnswers(all);
    return all;
  }

  /** What is found, passed on, adopted and executed. */
  private static void addBlocks(Map<PowTraceBuilder, String> all) {
    all.put(two().block("x", "g", 4).add(0, "Find", "x"), FOUND);
    all.put(two().block("x", "b", 4, 4).add(0, "Find", "x"), FOUND);
    all.put(
        two()
            .block("x", "b", 1)
            .receive(1, "ReceiveBlock", PowTraceBuilder.FAULTY, "x")
            .add(0, "Find", "x"),
        "no node has a block before it is found");
    all.put(two().block("x", "b", 4).receive(1, "ReceiveBlock", 0, "x"), HOLDER);
    all.put(two().block("x", "b", 4).receive(1, "ReceiveHeader", 0, "x"), HOLDER);
    all.put(two().block("x", "b", 4).add(0, "ReceiveBlock", "x"), "a block comes from a node");
    all.put(two().block("b", "a", 5).receive(1, "ReceiveHeader", 0, "b"), SAME);
    all.put(two().block("b", "a", 4, 3).receive(1, "ReceiveBlock", 0, "b"), SAME);
    all.put(two().block("b", "g", 4, 2).receive(1, "ReceiveBlock", 0, "b"), SAME);
    all.put(
        two()
            .block("x", "b", 4)
            .receive(0, "ReceiveHeader", PowTraceBuilder.FAULTY, "x")
            .add(0, "Adopt", "x"),
        "what is adopted was found here or came whole (POW-2)");
    all.put(branch(20).add(0, "Adopt", "x"), CHILD);
    all.put(branch(20).add(0, "Abandon", "g").add(0, "Adopt", "y"), CHILD);
    all.put(
        new PowTraceBuilder()
            .block("a", "g", 4)
            .block("b", "a", 4)
            .grow(1, "a")
            .grow(1, "b")
            .receive(0, "ReceiveBlock", 1, "a")
            .add(0, "Adopt", "a")
            .receive(0, "ReceiveBlock", 1, "b")
            .add(0, "Adopt", "b"),
        "a block is adopted after the block W below it was executed (POW-7)");
    all.put(two().block("x", "b", 1).add(0, "Execute", "x"), "what is executed was adopted");
  }

  private static void addBranches(Map<PowTraceBuilder, String> all) {
    all.put(branch(7).add(0, "Abandon", "g"), LESS_WORK);
    all.put(branch(8).add(0, "Abandon", "g"), LESS_WORK);
    all.put(branch(20).add(0, "Abandon", "a"), LESS_WORK);
    all.put(
        two()
            .block("x", "g", 20)
            .receive(0, "ReceiveHeader", PowTraceBuilder.FAULTY, "x")
            .add(0, "Abandon", "g"),
        LESS_WORK);
    all.put(branch(20).add(0, "Abandon", "b"), UNDONE);
    all.put(branch(20).add(0, "Abandon", "x"), UNDONE);
    all.put(
        two().block("x", "b", 1).grow(1, "x").receive(0, "ReceiveBlock", 1, "x").ignore(0),
        MOST_WORK);
    all.put(two().block("x", "b", 1).grow(1, "x").receive(0, "ReceiveBlock", 1, "x"), MOST_WORK);
    all.put(two().block("x", "b", 1).add(0, "Find", "x").ignore(0), MOST_WORK);
    all.put(
        branch(20).add(0, "Abandon", "g").ignore(0),
        "a tip is left only for more work: first seen, first served (POW-10)");
  }

  private static void addAnswers(Map<PowTraceBuilder, String> all) {
    all.put(two().answer(0, "b", "b"), DEEP);
    all.put(two().answer(0, "a", "a"), SHOWN);
    all.put(
        branch(20).answer(0, "x", "y"), "an answer is about a block of the best chain (POW-20)");
    all.put(
        branch(20).add(0, "Abandon", "g").add(0, "Adopt", "x").answer(0, "x", "x"),
        "what is answered is executed (POW-21)");
    all.put(two().add(0, "Restart", "a"), "a restarted node is at the genesis block (POW-26)");
    all.put(two().ignore(PowTraceBuilder.FAULTY), "a line is of a correct node");
    all.put(two().add(0, "Vote", "a"), "");
  }

  private Path write(String name, PowTraceBuilder trace) throws IOException {
    return Files.write(folder.resolve(name + ".jsonl"), trace.lines());
  }

  @Test
  void whatOnlyLooksWrongIsAccepted() throws Exception {
    List<Path> files = new ArrayList<>();
    for (Map.Entry<String, PowTraceBuilder> each : allowed().entrySet()) {
      files.add(write(each.getKey(), each.getValue()));
    }
    assertThat(check(files)).allMatch(verdict -> verdict instanceof TraceVerdict.Accepted);
  }

  @Test
  void everyRuleIsBrokenByItsLine() throws Exception {
    List<Path> files = new ArrayList<>();
    List<TraceVerdict> expected = new ArrayList<>();
    for (Map.Entry<PowTraceBuilder, String> each : forbidden().entrySet()) {
      files.add(write("bad " + files.size(), each.getKey()));
      expected.add(new TraceVerdict.Rejected(each.getKey().lines().size() - 1, each.getValue()));
    }
    assertThat(check(files)).isEqualTo(expected);
    Set<String> rules = new TreeSet<>(forbidden().values());
    rules.remove("");
    assertThat(rules).isEqualTo(rulesOfTheModel());
  }

  private static Set<String> rulesOfTheModel() throws IOException {
    Pattern must = Pattern.compile("Must\\(\"([^\"]+)\"");
    Set<String> rules = new TreeSet<>();
    for (String module : List.of("PowMessages.tla", "PowTrace.tla")) {
      must.matcher(Files.readString(TraceTestFiles.FOLDER.resolve(module)))
          .results()
          .forEach(match -> rules.add(match.group(1)));
    }
    return rules;
  }
}
