package org.medchain.faults.result;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.medchain.experiments.drawing.Markup;
import org.medchain.faults.host.HostMessage;

/**
 * Messages as arrows between lifelines, time going down. Where much happens at once time is
 * stretched, so that each step that sends has a line for its words; the clock stands at the left.
 */
final class MessagesSvg {
  private static final int HEAD = 34;
  private static final int LEFT = 84;
  private static final int CLIENT = 86;
  private static final int NODE = 132;
  private static final double LEAST_GAP = 12;
  private static final double PX_PER_MS = 3;

  private final List<HostMessage> messages;
  private final Map<String, Double> columns = new LinkedHashMap<>();
  private final TreeMap<Long, Double> places = new TreeMap<>();
  private double width = LEFT;
  private final MarkupText svg = new MarkupText();

  private MessagesSvg(List<HostMessage> messages) {
    this.messages = messages;
    // Clients, then nodes, each in the order of their numbers.
    TreeSet<String> names = new TreeSet<>(MessagesSvg::compare);
    messages.forEach(
        each -> {
          names.add(each.from());
          names.add(each.to());
        });
    for (String each : names) {
      columns.put(each, width + 20);
      width += each.startsWith("c") ? CLIENT : NODE;
    }
    TreeMap<Long, Boolean> times = new TreeMap<>();
    messages.forEach(
        each -> {
          times.put(each.sentNs(), true);
          each.deliveredNs().ifPresent(ns -> times.putIfAbsent(ns, false));
        });
    place(times);
  }

  private static int compare(String one, String other) {
    int byRole = Character.compare(one.charAt(0), other.charAt(0));
    int byLength = Integer.compare(one.length(), other.length());
    return byRole != 0 ? byRole : byLength != 0 ? byLength : one.compareTo(other);
  }

  /** Times of steps that send are a line apart, so that their words do not cover each other. */
  private void place(TreeMap<Long, Boolean> times) {
    double y = HEAD + 14;
    double lastSent = 0;
    long beforeNs = times.isEmpty() ? 0 : times.firstKey();
    for (Map.Entry<Long, Boolean> each : times.entrySet()) {
      y += Math.min(60, (each.getKey() - beforeNs) / 1e6 * PX_PER_MS);
      if (each.getValue()) {
        y = Math.max(y, lastSent + LEAST_GAP);
        lastSent = y;
      }
      beforeNs = each.getKey();
      places.put(each.getKey(), y);
    }
  }

  /** The text of an SVG file. */
  static String draw(List<HostMessage> messages, TimeWindow window) {
    return new MessagesSvg(messages).draw(window);
  }

  private String draw(TimeWindow window) {
    double height = (places.isEmpty() ? HEAD : places.lastEntry().getValue()) + 20;
    svg.add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.0f\" height=\"%.0f\""
            + " font-family=\"sans-serif\" font-size=\"10\">%n<title>Messages from %s</title>%n"
            + "<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>%n",
        width, height, window.describe());
    for (String each : columns.keySet()) {
      double x = x(each);
      line(x, HEAD, x, height - 6, "#c4cad1", "");
      text(x - 6, 20, "#1f2933", " font-size=\"12\" font-weight=\"bold\"", each);
    }
    Map<String, HostMessage> sent = new LinkedHashMap<>();
    messages.forEach(each -> sent.putIfAbsent(each.sentNs() + each.from() + each.kind(), each));
    messages.forEach(this::arrow);
    sent.values().forEach(this::words);
    return svg.add("</svg>%n").toString();
  }

  private double x(String party) {
    return columns.get(party);
  }

  private void arrow(HostMessage each) {
    double fromX = x(each.from());
    double fromY = places.get(each.sentNs());
    double toX = x(each.to());
    boolean arrives = each.deliveredNs().isPresent();
    double toY = arrives ? places.get(each.deliveredNs().getAsLong()) : fromY + 14;
    String color = color(each.kind());
    svg.add("<g><title>%s</title>", Markup.escape(describe(each)));
    if (arrives) {
      line(fromX, fromY, toX, toY, color, "");
      double side = Math.signum(toX - fromX) * 6;
      svg.add("<path d=\"M%.1f %.1fl%.1f -3v6z\" fill=\"%s\"/>", toX, toY, -side, color);
    } else {
      double x = fromX + 0.4 * (toX - fromX);
      line(fromX, fromY, x, toY, color, " stroke-dasharray=\"3 2\"");
      text(x - 4, toY + 4, "#b3261e", " font-size=\"13\"", "✗");
    }
    svg.add("</g>%n");
  }

  private void words(HostMessage each) {
    double x = x(each.from());
    double y = places.get(each.sentNs());
    svg.add("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"2\" fill=\"#1f2933\"/>%n", x, y);
    String halo = " paint-order=\"stroke\" stroke=\"#ffffff\" stroke-width=\"3\"";
    text(x + 5, y + 3, color(each.kind()), halo, each.kind());
    text(6, y + 3, "#5a6570", "", String.format(Locale.ROOT, "%.4f s", each.sentNs() / 1e9));
  }

  private static String describe(HostMessage each) {
    String end = "never delivered";
    if (each.deliveredNs().isPresent()) {
      end = String.format(Locale.ROOT, "delivered %.6f s", each.deliveredNs().getAsLong() / 1e9);
    }
    double sentS = each.sentNs() / 1e9;
    return String.format(
        Locale.ROOT,
        "%s from %s to %s, sent %.6f s, %s",
        each.kind(),
        each.from(),
        each.to(),
        sentS,
        end);
  }

  /** By what the kind is for; its name stands beside it. */
  private static String color(String kind) {
    return switch (kind) {
      case "view-change", "new-view" -> "#b3261e";
      case "pre-prepare" -> "#0072b2";
      case "prepare" -> "#3d6f94";
      case "commit" -> "#007556";
      default -> kind.startsWith("medchain") ? "#7a5a00" : "#5a6570";
    };
  }

  private void line(double x1, double y1, double x2, double y2, String color, String more) {
    String ends = "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"";
    svg.add(ends + " stroke=\"%s\"%s/>", x1, y1, x2, y2, color, more);
  }

  private void text(double x, double y, String color, String more, String text) {
    svg.add("<text x=\"%.1f\" y=\"%.1f\" fill=\"%s\"%s>", x, y, color, more);
    svg.add("%s</text>%n", Markup.escape(text));
  }
}
