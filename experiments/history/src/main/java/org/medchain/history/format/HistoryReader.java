package org.medchain.history.format;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.history.History;
import org.medchain.history.HistoryEvent;
import org.medchain.history.HistoryFormatException;
import org.medchain.history.value.HistoryValue;

/** Reads histories: any bytes give a history or one line that says what is wrong (HIST-2). */
public final class HistoryReader {
  /** More is no history that these checkers could judge. */
  public static final int BYTES_MAX = 1 << 28;

  private final List<HistoryEvent> events = new ArrayList<>();
  private final List<Integer> places = new ArrayList<>();
  private final String text;

  private HistoryReader(String text) {
    this.text = text;
  }

  /**
   * A history.
   *
   * @param format none: by the beginning of the text
   */
  public static History read(byte[] bytes, Optional<TextFormat> format)
      throws HistoryFormatException {
    return read(decode(bytes), format);
  }

  /** A history from its text. */
  public static History read(String text, Optional<TextFormat> format)
      throws HistoryFormatException {
    HistoryReader reader = new HistoryReader(text);
    switch (format.orElseGet(() -> TextFormat.guess(text))) {
      case EDN -> reader.edn();
      case JSONL -> JsonValues.read(text, reader::add);
    }
    return reader.history();
  }

  /** One value of EDN, as a command line has it. */
  public static HistoryValue value(String text) throws HistoryFormatException {
    return EdnParser.only(text);
  }

  private static String decode(byte[] bytes) throws HistoryFormatException {
    CharBuffer text = CharBuffer.allocate(bytes.length);
    CoderResult result =
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes), text, true);
    String read = text.flip().toString();
    if (result.isError()) {
      throw HistoryFormatException.at(
          read, read.length(), "bytes that are no UTF-8; allowed: UTF-8");
    }
    return read;
  }

  private void edn() throws HistoryFormatException {
    EdnCharacters in = new EdnCharacters(text);
    EdnParser parser = new EdnParser(in);
    if (!parser.hasNext()) {
      return;
    }
    char bracket = in.peek() == '[' ? ']' : in.peek() == '(' ? ')' : '\0';
    if (bracket == '\0') {
      while (parser.hasNext()) {
        add(in.position(), parser.next());
      }
      return;
    }
    in.take();
    while (!parser.closes(bracket)) {
      add(in.position(), parser.next());
    }
    if (parser.hasNext()) {
      throw in.wrong("something after the vector of all events; allowed: nothing");
    }
  }

  private void add(int place, HistoryValue value) throws HistoryFormatException {
    long next = events.isEmpty() ? 0 : events.getLast().index() + 1;
    try {
      events.add(EventFields.event(value, next));
      places.add(place);
    } catch (HistoryFormatException e) {
      throw HistoryFormatException.at(text, place, e.getMessage());
    }
  }

  private History history() throws HistoryFormatException {
    try {
      return History.of(events);
    } catch (History.InvalidEventException e) {
      throw HistoryFormatException.at(text, places.get(e.position()), e.getMessage());
    }
  }
}
