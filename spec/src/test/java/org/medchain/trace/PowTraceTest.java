package org.medchain.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TRACE-11: what correct nodes must not do is rejected at the line where they do it. */
class PowTraceTest {
  /** Short for a chain a – b, of which node 1 has only heard, and a branch of so much work. */
  private static final String NAMES =
      """
      $two = block a g 4; block b a 4; grow 0 a; grow 0 b; follow 1 0 a; follow 1 0 b
      $branch = block y x 1; ReceiveBlock 0 2 x; ReceiveBlock 0 2 y
      $more = $two; block x g 19; $branch
      $equal = $two; block x g 7; $branch
      $less = $two; block x g 6; $branch
      """;

  /** These only look as if something were wrong. */
  private static final String ALLOWED =
      """
      an answer with k blocks
        $two; Ignore 0; Answer 0 a b
      a block shown by a faulty node alone need not be valid
        $more; Ignore 0
      a tie is not left
        $equal; Ignore 0
      a branch of more work
        $more; Abandon 0 g; Adopt 0 x; Execute 0 x; Ignore 0
      orphans first
        $two; block x g 9; block y x 1; ReceiveBlock 0 2 y; ReceiveBlock 0 2 x; Abandon 0 g;
          Adopt 0 x; Execute 0 x; Adopt 0 y
      a fork of equal work among correct nodes
        block a g 4; block b g 4; grow 0 a; grow 1 b; ReceiveBlock 0 1 b; ReceiveBlock 1 0 a;
          Ignore 0; Ignore 1
      what a node forgets in a restart comes again
        $two; Restart 0 g; Ignore 0; follow 0 1 a; follow 0 1 b; Ignore 0
      """;

  private static final String FORBIDDEN =
      """
      a block is found on the node's own tip (POW-15, POW-17)
        $two; block x g 4; Find 0 x
        $two; block x b 4 4; Find 0 x
      no node has a block before it is found
        $two; block x b 1; ReceiveBlock 1 2 x; Find 0 x
      a correct node passes on only what it has (POW-14)
        $two; block x b 4; ReceiveBlock 1 0 x
        $two; block x b 4; ReceiveHeader 1 0 x
      a block comes from a node
        $two; block x b 4; ReceiveBlock 0 null x
      a block has one parent, one height and one work (POW-2)
        $two; block b a 5; ReceiveHeader 1 0 b
        $two; block b a 4 3; ReceiveBlock 1 0 b
        $two; block b g 4 2; ReceiveBlock 1 0 b
      what is adopted was found here or came whole (POW-2)
        $two; block x b 4; ReceiveHeader 0 2 x; Adopt 0 x
      the child of the tip is adopted (POW-11)
        $more; Adopt 0 x
        $more; Abandon 0 g; Adopt 0 y
      a block is adopted after the block W below it was executed (POW-7)
        block a g 4; block b a 4; grow 1 a; grow 1 b; ReceiveBlock 0 1 a; Adopt 0 a;
          ReceiveBlock 0 1 b; Adopt 0 b
      what is executed was adopted
        $two; block x b 1; Execute 0 x
      a branch is left only for one of more work (POW-10)
        $less; Abandon 0 g
        $equal; Abandon 0 g
        $more; Abandon 0 a
        $two; block x g 20; ReceiveHeader 0 2 x; Abandon 0 g
      what is undone stands on a block of the chain (POW-11)
        $more; Abandon 0 b
        $more; Abandon 0 x
      no good block that a node has makes more work than its tip (POW-10)
        $two; block x b 1; grow 1 x; ReceiveBlock 0 1 x; Ignore 0
        $two; block x b 1; grow 1 x; ReceiveBlock 0 1 x
        $two; block x b 1; Find 0 x; Ignore 0
      a tip is left only for more work: first seen, first served (POW-10)
        $more; Abandon 0 g; Ignore 0
      k blocks stand on the best chain from the answered one on (POW-20)
        $two; Answer 0 b b
      an answer shows k blocks of the best chain and W on the answered one (POW-20, POW-21)
        $two; Answer 0 a a
      an answer is about a block of the best chain (POW-20)
        $more; Answer 0 x y
      what is answered is executed (POW-21)
        $more; Abandon 0 g; Adopt 0 x; Answer 0 x x
      a restarted node is at the genesis block (POW-26)
        $two; Restart 0 a
      a line is of a correct node
        $two; Ignore 2
      (none)
        $two; Vote 0 a
      """;

  @TempDir private Path folder;

  private static List<TraceVerdict> check(List<Path> files) throws Exception {
    return TraceTestFiles.checker().check("PowTrace", files).verdicts();
  }

  private List<Path> write(List<TraceTable.Broken> traces) throws IOException {
    List<Path> files = new ArrayList<>();
    for (TraceTable.Broken each : traces) {
      files.add(Files.write(folder.resolve(files.size() + ".jsonl"), each.lines()));
    }
    return files;
  }

  private static List<TraceTable.Broken> read(String table) {
    return TraceTable.read(NAMES + table, PowTraceScript::lines);
  }

  @Test
  void whatOnlyLooksWrongIsAccepted() throws Exception {
    assertThat(check(write(read(ALLOWED))))
        .hasSize(7)
        .allMatch(TraceVerdict.Accepted.class::isInstance);
  }

  @Test
  void everyRuleIsBrokenByItsLine() throws Exception {
    List<TraceTable.Broken> forbidden = read(FORBIDDEN);
    assertThat(check(write(forbidden)))
        .isEqualTo(forbidden.stream().map(TraceTable.Broken::verdict).toList());
    Set<String> rules = new TreeSet<>();
    forbidden.forEach(each -> rules.add(each.rule()));
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
