package org.medchain.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A trace of proof of work written by hand, a step a clause: {@code ACTION NODE BLOCK}. Blocks are
 * named by letters. Of three nodes the last is faulty; W is 1, k is 2.
 */
final class PowTraceScript {
  private record Named(String parent, int height, int work) {}

  private final List<String> lines = new ArrayList<>();
  private final Map<String, Named> blocks = new TreeMap<>();

  private PowTraceScript() {
    lines.add(
        "{\"trace\":2,\"protocol\":\"pow\",\"nodes\":3,\"members\":[0,1,2],\"faulty\":[2],"
            + "\"window\":1,\"interval\":2,\"genesis\":"
            + id("g")
            + "}");
    blocks.put("g", new Named("", 0, 0));
  }

  static List<String> lines(String script) {
    PowTraceScript trace = new PowTraceScript();
    for (String step : script.split(";", -1)) {
      trace.play(step.trim());
    }
    return trace.lines;
  }

  /** So that names of blocks look like ids. */
  private static String id(String name) {
    return name.isEmpty() ? "null" : String.format(Locale.ROOT, "\"%016x\"", name.hashCode());
  }

  private void play(String step) {
    String[] w = step.split(" ", -1);
    switch (w[0]) {
      case "block" -> { // NAME PARENT WORK; what it says of its height need not be right
        int height = w.length > 4 ? Integer.parseInt(w[4]) : blocks.get(w[2]).height() + 1;
        blocks.put(w[1], new Named(w[2], height, Integer.parseInt(w[3])));
      }
      case "grow" -> {
        play("Find " + w[1] + " " + w[2]);
        play("Adopt " + w[1] + " " + w[2]);
        play("Execute " + w[1] + " " + w[2]);
      }
      case "follow" -> {
        play("ReceiveBlock " + w[1] + " " + w[2] + " " + w[3]);
        play("Adopt " + w[1] + " " + w[3]);
        play("Execute " + w[1] + " " + w[3]);
      }
      case "ReceiveBlock", "ReceiveHeader" -> line(w[1], w[0], w[2], "", w[3]);
      case "Answer" -> line(w[1], w[0], "null", w[3], w[2]);
      case "Ignore" -> line(w[1], w[0], "null", "", "");
      default -> line(w[1], w[0], "null", "", w[2]);
    }
  }

  private void line(String node, String action, String sender, String message, String name) {
    Named block = blocks.getOrDefault(name, new Named("", -1, -1));
    lines.add(
        "{\"n\":%s,\"node\":%s,\"action\":\"%s\",\"input\":\"x\",\"sender\":%s,"
                .formatted(lines.size(), node, action, sender)
            + "\"message\":%s,\"view\":%s,\"height\":%s,\"block\":%s,\"parent\":%s,"
                .formatted(
                    id(message),
                    number(block.work()),
                    number(block.height()),
                    id(name),
                    id(block.parent()))
            + "\"certificates\":[],\"proofs\":[],\"requests\":[]}");
  }

  private static String number(int number) {
    return number < 0 ? "null" : Integer.toString(number);
  }
}
