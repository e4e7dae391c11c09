package org.medchain.trace;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.medchain.trace.PbftTraceText.Line;
import org.medchain.trace.PbftTraceText.Proof;
import org.medchain.trace.PbftTraceText.Votes;

/**
 * A trace of PBFT written by hand, a step a clause: {@code propose NODE VIEW BLOCK}. A node's
 * message about a block in a view has one id, so that who hears it need not be told which it is.
 */
final class PbftTraceScript {
  private final PbftTraceText text;
  private final List<Integer> correct;
  private final String voters;

  /** Of {@code nodes NODES MEMBERS FAULTY WINDOW}: the first nodes are members. */
  private PbftTraceScript(String... w) {
    List<Integer> faulty = Arrays.stream(digits(w[3])).boxed().toList();
    int members = Integer.parseInt(w[2]);
    text = new PbftTraceText(Integer.parseInt(w[1]), members, faulty, Integer.parseInt(w[4]));
    correct = IntStream.range(0, members).boxed().filter(each -> !faulty.contains(each)).toList();
    voters = correct.stream().map(String::valueOf).collect(Collectors.joining());
  }

  /** The lines of these steps, of which the first says who there is. */
  static List<String> lines(String script) {
    List<String> steps = Arrays.stream(script.split(";", -1)).map(String::trim).toList();
    PbftTraceScript trace = new PbftTraceScript(steps.get(0).split(" ", -1));
    steps.subList(1, steps.size()).forEach(trace::play);
    return trace.text.lines();
  }

  private static int[] digits(String digits) {
    return digits.chars().map(each -> each - '0').toArray();
  }

  private Stream<Integer> others(int than) {
    return correct.stream().filter(each -> each != than);
  }

  private static String rest(String[] w, int from, String between) {
    return Arrays.stream(w, from, w.length).collect(Collectors.joining(between));
  }

  /** What several nodes do, or else a line. */
  private void play(String step) {
    String[] w = step.split(" ", -1);
    String b = w[1];
    switch (w[0]) {
      case "parent" -> text.parent(b, w[2]);
      case "holds" -> text.requests(b, List.of(w).subList(2, w.length));
      case "proposed" -> {
        play("propose 0 0 " + b);
        others(0).forEach(r -> play("hearProposal " + r + " 0 0 " + b));
      }
      case "voted" -> {
        play("proposed " + b);
        others(0).forEach(r -> play("prepare " + r + " 0 " + b));
        for (int r : correct) {
          others(r)
              .filter(s -> s != 0)
              .forEach(s -> play("hearPrepare " + r + " " + s + " 0 " + b));
        }
      }
      case "committed" -> {
        play("voted " + b);
        String prepared = " 0 " + b + " prepared/0/" + b + "/" + voters;
        correct.forEach(r -> play("commit " + r + prepared));
      }
      case "heard" -> {
        play("committed " + b);
        correct.forEach(r -> others(r).forEach(s -> play("hearCommit " + r + " " + s + " 0 " + b)));
      }
      case "executed" -> {
        for (String r : List.of(w).subList(2, w.length)) {
          play("decide " + r + " 0 " + b + " decided/0/" + b + "/" + voters);
          play("execute " + r + " " + b);
        }
      }
      case "done" -> {
        for (String r : List.of(w).subList(2, w.length)) {
          play("executed " + b + " " + r);
          play("checkpoint " + r + " C" + b + " " + b);
        }
      }
      case "chain" -> {
        for (String each : List.of(w).subList(1, w.length)) {
          play("heard " + each);
          correct.forEach(r -> play("done " + each + " " + r));
        }
      }
      default -> ofViews(w);
    }
  }

  /** All leave view 0 with the same to report, and the primary of view 1 hears it, or opens it. */
  private void ofViews(String... w) {
    switch (w[0]) {
      case "checkpoints" ->
          correct.forEach(
              r ->
                  others(r).forEach(s -> line("hearCheckpoint", "" + r, "" + s, "C" + w[1], w[1])));
      case "left" -> {
        String reports = " 1 " + rest(w, 1, " ");
        List.of("leave 0", "leave 1", "leave 2").forEach(each -> play(each + reports));
        List.of("hearViewChange 1 0", "hearViewChange 1 2").forEach(each -> play(each + reports));
      }
      case "changed" -> {
        play("left " + rest(w, 1, " "));
        play("open 1 1 012:" + rest(w, 1, "+") + " " + rest(w, 1, " "));
      }
      default -> line(w);
    }
  }

  private void line(String... w) {
    int node = Integer.parseInt(w[1]);
    switch (w[0]) {
      case "propose" -> act("SendPrePrepare", "vote", w);
      case "prepare" -> act("SendPrepare", "vote", w);
      case "commit" -> act("SendCommit", "commit", w);
      case "decide" -> act("Decide", "", w);
      case "restart" -> act("Restart", "", w);
      case "execute" -> of(new Line(node, "Execute", -1, "", ""), -1, w[2]);
      case "hearProposal" -> hear("ReceivePrePrepare", "vote", w);
      case "hearPrepare" -> hear("ReceivePrepare", "vote", w);
      case "hearCommit" -> hear("ReceiveCommit", "commit", w);
      case "hearDecided" -> hearBlock("ReceiveDecidedBlock", "decided ", w);
      case "hearBlock" -> hearBlock("ReceiveBlock", "block ", w);
      case "checkpoint" ->
          of(new Line(node, "SendCheckpoint", -1, "", checkpoint(w[1], w[2])), w[2], w[3]);
      case "hearCheckpoint" -> {
        int sender = Integer.parseInt(w[2]);
        String message = checkpoint(w[2], w[3]);
        of(new Line(node, "ReceiveCheckpoint", sender, message, ""), w[3], w[4]);
      }
      case "stabilise" -> of(new Line(node, "Stabilise", -1, "", ""), w[2], w[3], votes(w, 4));
      case "install" -> of(new Line(node, "Install", -1, "", ""), w[2], w[3], votes(w, 4));
      case "leave" -> {
        String message = PbftTraceText.viewChange(node, Integer.parseInt(w[2]));
        of(new Line(node, "SendViewChange", -1, "", message), w[2], List.of(), votes(w, 3));
      }
      case "hearViewChange" -> {
        int sender = Integer.parseInt(w[2]);
        String message = PbftTraceText.viewChange(sender, Integer.parseInt(w[3]));
        of(new Line(node, "ReceiveViewChange", sender, message, ""), w[3], List.of(), votes(w, 4));
      }
      case "open" -> ofView("SendNewView", node, node, w[2], w[3], votes(w, 4));
      case "hearNewView" ->
          ofView("ReceiveNewView", node, Integer.parseInt(w[2]), w[3], w[4], votes(w, 5));
      case "enter" -> ofView("EnterView", node, Integer.parseInt(w[2]), w[3], w[4], votes(w, 5));
      case "enterEpoch" -> enterEpoch(node, Integer.parseInt(w[2]), Integer.parseInt(w[3]), w);
      case "reply" -> of(new Line(node, "Reply", -1, w[2], w[3]), "-1", List.of());
      case "timeOut" -> of(new Line(node, "TimeOut", -1, "timer:" + w[2], ""), "-1", List.of());
      case "goOn" -> of(new Line(node, "Ignore", -1, "", ""), "-1", List.of());
      case "line" -> of(new Line(node, w[2], -1, "", ""), "-1", List.of());
      default -> throw new IllegalArgumentException(w[0]);
    }
  }

  /** NODE VIEW BLOCK; a PREPARE names its parent's decision where it does not say other votes. */
  private void act(String action, String kind, String... w) {
    int node = Integer.parseInt(w[1]);
    int view = Integer.parseInt(w[2]);
    String message = kind.isEmpty() ? "" : PbftTraceText.vote(kind, node, view, w[3]);
    boolean isPlain = action.equals("SendPrepare") && w.length == 4;
    of(
        new Line(node, action, -1, "", message),
        view,
        w[3],
        isPlain
            ? new Votes[] {PbftTraceText.decided(view, text.named(w[3]).parent())}
            : votes(w, 4));
  }

  /** NODE SENDER VIEW BLOCK. */
  private void hear(String action, String kind, String... w) {
    int sender = Integer.parseInt(w[2]);
    int view = Integer.parseInt(w[3]);
    String message = PbftTraceText.vote(kind, sender, view, w[4]);
    String parent = action.equals("ReceivePrePrepare") ? text.named(w[4]).parent() : "";
    Line line = new Line(Integer.parseInt(w[1]), action, sender, message, "");
    text.add(line, view, text.named(w[4]).height(), w[4], parent, PbftTraceText.rest(List.of()));
  }

  /** NODE SENDER BLOCK, and what certifies it. */
  private void hearBlock(String action, String kind, String... w) {
    Line line = new Line(Integer.parseInt(w[1]), action, Integer.parseInt(w[2]), kind + w[3], "");
    of(line, -1, w[3], votes(w, 4));
  }

  private static String checkpoint(String node, String name) {
    return PbftTraceText.vote("checkpoint", Integer.parseInt(node), 0, name);
  }

  /** A line about a block. */
  private void of(Line line, int view, String block, Votes... votes) {
    String parent = text.named(block).parent();
    String rest = PbftTraceText.rest(List.of(), votes);
    text.add(line, view, text.named(block).height(), block, parent, rest);
  }

  /** A line about a checkpoint at a block. */
  private void of(Line line, String checkpoint, String block, Votes... votes) {
    String rest = PbftTraceText.rest(List.of(), votes);
    text.add(line, -1, text.named(block).height(), checkpoint, block, rest);
  }

  /** A line about no block. */
  private void of(Line line, String view, List<Proof> proofs, Votes... votes) {
    text.add(line, Integer.parseInt(view), -1, "", "", PbftTraceText.rest(proofs, votes));
  }

  /** A NEW-VIEW, whose id is of what it shows, as far as the number goes. */
  private void ofView(
      String action, int node, int sender, String view, String shown, Votes... votes) {
    List<Proof> proofs = proofs(shown, view);
    String message = PbftTraceText.newView(sender, Integer.parseInt(view), proofs);
    boolean isHeard = action.startsWith("Receive");
    Line line =
        isHeard
            ? new Line(node, action, sender, message, "")
            : new Line(node, action, -1, "", message);
    of(line, view, proofs, votes);
  }

  /** An epoch, with its members in their order, if they are told. */
  private void enterEpoch(int node, int epoch, int first, String... w) {
    Votes[] told =
        w.length == 4
            ? new Votes[0]
            : new Votes[] {new Votes("members", epoch * 1000, "", "", first, digits(w[4]))};
    Line line = new Line(node, "EnterEpoch", -1, "", "");
    text.add(line, epoch * 1000, first, "", "", PbftTraceText.rest(List.of(), told));
  }

  private static Votes[] votes(String[] w, int from) {
    return Arrays.stream(w, from, w.length)
        .filter(each -> !each.equals("none"))
        .map(PbftTraceScript::votes)
        .toArray(Votes[]::new);
  }

  /** KIND/VIEW/BLOCK/VOTERS, of a checkpoint its name in place of the view. */
  private static Votes votes(String word) {
    String[] w = word.split("/", -1);
    return switch (w[0]) {
      case "genesis" -> PbftTraceText.genesis();
      case "prepared" -> PbftTraceText.prepared(Integer.parseInt(w[1]), w[2], digits(w[3]));
      case "decided" -> PbftTraceText.decided(Integer.parseInt(w[1]), w[2], digits(w[3]));
      case "stable" -> PbftTraceText.stable(w[1], w[2], digits(w[3]));
      case "voted" -> PbftTraceText.votedFor(Integer.parseInt(w[1]), w[2]);
      default -> throw new IllegalArgumentException(word);
    };
  }

  /** VIEW-CHANGEs for this view or another, as SENDERS[@VIEW]:VOTES+VOTES|SENDERS:VOTES. */
  private static List<Proof> proofs(String word, String view) {
    return word.equals("none")
        ? List.of()
        : Arrays.stream(word.split("\\|", -1))
            .map(each -> each.split(":", -1))
            .flatMap(each -> proofs(each[0].split("@", -1), view, each[1].split("\\+", -1)))
            .toList();
  }

  private static Stream<Proof> proofs(String[] of, String view, String... reported) {
    int named = Integer.parseInt(of.length == 1 ? view : of[1]);
    return Arrays.stream(digits(of[0]))
        .mapToObj(sender -> new Proof(sender, named, votes(reported, 0)));
  }
}
