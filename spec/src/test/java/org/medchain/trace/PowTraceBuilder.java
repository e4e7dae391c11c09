package org.medchain.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A trace of proof of work written by hand: blocks are named by letters, and each has the work that
 * is said of it first. Of three nodes the last is faulty; W is 1, k is 2.
 */
final class PowTraceBuilder {
  /** The node without lines. */
  static final int FAULTY = 2;

  private record Named(String parent, int height, int work) {}

  private final List<String> lines = new ArrayList<>();
  private final Map<String, Named> blocks = new TreeMap<>();

  PowTraceBuilder() {
    lines.add(
        "{\"trace\":2,\"protocol\":\"pow\",\"nodes\":3,\"members\":[0,1,2],\"faulty\":[2],"
            + "\"window\":1,\"interval\":2,\"genesis\":"
            + id("g")
            + "}");
    blocks.put("g", new Named("", 0, 0));
  }

  /** So that names of blocks look like ids. */
  private static String id(String name) {
    return name.isEmpty() ? "null" : String.format(Locale.ROOT, "\"%016x\"", name.hashCode());
  }

  /** There is such a block; no node has it yet. */
  PowTraceBuilder block(String name, String parent, int work) {
    return block(name, parent, work, blocks.get(parent).height() + 1);
  }

  /** The same, and what it says of its height need not be right. */
  PowTraceBuilder block(String name, String parent, int work, int height) {
    blocks.put(name, new Named(parent, height, work));
    return this;
  }

  /** A line about a block. */
  PowTraceBuilder add(int node, String action, String name) {
    return line(node, action, "null", "", name);
  }

  PowTraceBuilder receive(int node, String action, int sender, String name) {
    return line(node, action, Integer.toString(sender), "", name);
  }

  /** An answer about a block that shows the chain up to another. */
  PowTraceBuilder answer(int node, String name, String shown) {
    return line(node, "Answer", "null", shown, name);
  }

  /** An input that changes nothing. */
  PowTraceBuilder ignore(int node) {
    return line(node, "Ignore", "null", "", "");
  }

  private PowTraceBuilder line(
      int node, String action, String sender, String message, String name) {
    Named block = blocks.getOrDefault(name, new Named("", -1, -1));
    lines.add(
        String.format(
                Locale.ROOT,
                "{\"n\":%d,\"node\":%d,\"action\":\"%s\",\"input\":\"x\",\"sender\":%s,",
                lines.size(),
                node,
                action,
                sender)
            + "\"message\":%s,\"view\":%s,\"height\":%s,\"block\":%s,\"parent\":%s,"
                .formatted(
                    id(message),
                    number(block.work()),
                    number(block.height()),
                    id(name),
                    id(block.parent()))
            + "\"certificates\":[],\"proofs\":[],\"requests\":[]}");
    return this;
  }

  private static String number(int number) {
    return number < 0 ? "null" : Integer.toString(number);
  }

  /** The node finds the block, adopts and executes it. */
  PowTraceBuilder grow(int node, String name) {
    return add(node, "Find", name).add(node, "Adopt", name).add(node, "Execute", name);
  }

  /** The block comes whole to the node, which adopts and executes it. */
  PowTraceBuilder follow(int node, int sender, String name) {
    return receive(node, "ReceiveBlock", sender, name)
        .add(node, "Adopt", name)
        .add(node, "Execute", name);
  }

  List<String> lines() {
    return List.copyOf(lines);
  }
}
