package org.medchain.trace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The lines of a trace of PBFT written by hand: names of blocks, checkpoints and messages become
 * ids, and each block has the parent and height that are said of it first.
 */
final class PbftTraceText {
  /** Votes of one kind for one block, or the members from its height on. */
  record Votes(
      String kind, int view, String block, String parent, int height, List<Integer> voters) {
    Votes(String kind, int view, String block, String parent, int height, int... voters) {
      this(kind, view, block, parent, height, Arrays.stream(voters).boxed().toList());
    }
  }

  record Proof(int sender, int view, List<Votes> certificates) {
    Proof(int sender, int view, Votes... certificates) {
      this(sender, view, List.of(certificates));
    }
  }

  record Named(String parent, int height) {}

  /** Whose line it is, of what, and what set it off. */
  record Line(int node, String action, int sender, String input, String message) {}

  /** g – a – b – c – d – e; x stands on g too, and y on x. */
  private static final Map<String, Named> CHAIN =
      Map.of(
          "g", new Named("", 0),
          "a", new Named("g", 1),
          "b", new Named("a", 2),
          "c", new Named("b", 3),
          "d", new Named("c", 4),
          "e", new Named("d", 5),
          "x", new Named("g", 1),
          "y", new Named("x", 2));

  /** Actions whose lines name the block's requests. */
  private static final Set<String> CONTENT =
      Set.of("SendPrePrepare", "SendPrepare", "Decide", "Execute");

  private final List<String> lines = new ArrayList<>();
  private final Map<String, Named> blocks = new TreeMap<>();
  private final Map<String, List<String>> held = new TreeMap<>();

  /** Nodes from the first on are members, the others spare ones. */
  PbftTraceText(int nodes, int members, List<Integer> faulty, int window) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < members; i++) {
      order.add(i);
    }
    lines.add(
        String.format(
                Locale.ROOT,
                "{\"trace\":2,\"protocol\":\"pbft\",\"nodes\":%d,\"members\":%s,\"faulty\":%s,"
                    + "\"window\":%d,",
                nodes,
                order.toString().replace(" ", ""),
                faulty,
                window)
            + "\"interval\":1,\"genesis\":"
            + id("g")
            + "}");
    blocks.putAll(CHAIN);
  }

  /** So that names look like ids. */
  private static String id(String name) {
    return name.isEmpty() ? "null" : String.format(Locale.ROOT, "\"%016x\"", name.hashCode());
  }

  /** A word where it is one, else a message's id. */
  private static String input(String input) {
    boolean isWord = input.isEmpty() || input.startsWith("timer:");
    return isWord ? '"' + (input.isEmpty() ? "signed" : input) + '"' : id(input);
  }

  private static String number(int number) {
    return number < 0 ? "null" : Integer.toString(number);
  }

  /** What is said of a block from here on: another parent, of the same height. */
  void parent(String name, String parent) {
    blocks.put(name, new Named(parent, blocks.get(name).height()));
  }

  Named named(String block) {
    return blocks.get(block);
  }

  static Votes prepared(int view, String block, int... voters) {
    Named of = CHAIN.get(block);
    return new Votes("prepared", view, block, of.parent(), of.height(), voters);
  }

  static Votes decided(int view, String block, int... voters) {
    return new Votes("decided", view, block, "", CHAIN.get(block).height(), voters);
  }

  /** That the genesis block is decided needs no votes. */
  static Votes genesis() {
    return decided(0, "g");
  }

  /** Of the checkpoint with this name at a block. */
  static Votes stable(String checkpoint, String block, int... voters) {
    return new Votes("stable", -1, checkpoint, block, CHAIN.get(block).height(), voters);
  }

  static Votes votedFor(int view, String block) {
    Named of = CHAIN.get(block);
    return new Votes("voted", view, block, of.parent(), of.height());
  }

  private static String text(Votes votes) {
    return String.format(
        Locale.ROOT,
        "{\"kind\":\"%s\",\"view\":%s,\"height\":%d,\"block\":%s,\"parent\":%s,\"voters\":%s}",
        votes.kind(),
        number(votes.view()),
        votes.height(),
        id(votes.block()),
        id(votes.parent()),
        votes.voters().toString().replace(" ", ""));
  }

  private static String votes(List<Votes> all) {
    return all.stream().map(PbftTraceText::text).collect(Collectors.joining(",", "[", "]"));
  }

  private static String text(List<Proof> proofs) {
    return proofs.stream()
        .map(
            each ->
                String.format(
                    Locale.ROOT,
                    "{\"sender\":%d,\"message\":%s,\"certificates\":%s}",
                    each.sender(),
                    id(viewChange(each.sender(), each.view())),
                    votes(each.certificates())))
        .collect(Collectors.joining(",", "[", "]"));
  }

  static String viewChange(int sender, int view) {
    return "view change " + sender + " " + view;
  }

  static String vote(String kind, int sender, int view, String block) {
    return String.join(" ", kind, Integer.toString(sender), Integer.toString(view), block);
  }

  static String newView(int sender, int view, List<Proof> proofs) {
    return "new view " + sender + " " + view + " " + proofs.size();
  }

  /** What the lines of a block say from here on that it holds. */
  void requests(String block, List<String> names) {
    held.put(block, names);
  }

  private String requests(Line line, String block) {
    List<String> names =
        line.action().equals("Reply")
            ? List.of(line.input())
            : CONTENT.contains(line.action()) ? held.getOrDefault(block, List.of()) : List.of();
    return names.stream().map(PbftTraceText::id).collect(Collectors.joining(",", "[", "]"));
  }

  void add(Line line, int view, int height, String block, String parent, String rest) {
    lines.add(
        String.format(
                Locale.ROOT,
                "{\"n\":%d,\"node\":%d,\"action\":\"%s\",\"input\":%s,\"sender\":%s,\"message\":%s,",
                lines.size(),
                line.node(),
                line.action(),
                input(line.input()),
                number(line.sender()),
                id(line.message()))
            + "\"view\":%s,\"height\":%s,\"block\":%s,\"parent\":%s,%s,\"requests\":%s}"
                .formatted(
                    number(view),
                    number(height),
                    id(block),
                    id(parent),
                    rest,
                    requests(line, block)));
  }

  static String rest(List<Proof> proofs, Votes... certificates) {
    return "\"certificates\":" + votes(List.of(certificates)) + ",\"proofs\":" + text(proofs);
  }

  List<String> lines() {
    return List.copyOf(lines);
  }
}
