package org.medchain.node.operations;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OPS-18: by which names a request may come. */
class HostHeaderTest {
  private static boolean allowed(String configured, String header) {
    return new HostHeader(configured).isAllowed(header);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.0.0.1:9101",
        "127.8.8.8",
        "localhost",
        "LOCALHOST:1",
        "[::1]",
        "[::1]:80"
      })
  void loopbackIsAllowed(String header) {
    assertThat(allowed("127.0.0.1", header)).isTrue();
    assertThat(allowed("192.0.2.7", header)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "evil.example",
        "evil.example:9101",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "192.0.2.7",
        "[2001:db8::1]",
        "127.0.0.1:",
        "127.0.0.1:1:2",
        "::1",
        "a b",
        "evil.example\r\nHost: localhost",
        "999.0.0.1",
        "2130706433"
      })
  void othersAreNot(String header) {
    assertThat(allowed("127.0.0.1", header)).isFalse();
  }

  @Test
  void theConfiguredNameOrAddressIsAllowed() {
    assertThat(allowed("node.example", "Node.Example:9101")).isTrue();
    assertThat(allowed("192.0.2.7", "192.0.2.7:9101")).isTrue();
    assertThat(allowed("192.0.2.7", "192.0.2.8:9101")).isFalse();
    assertThat(allowed("2001:db8::1", "[2001:db8:0::1]:9101")).isTrue();
    assertThat(HostHeader.ofLoopback().isAllowed("")).isFalse();
  }

  /** At all addresses of the machine; names still have to be the configured ones. */
  @Test
  void anyAddressIsAllowedWhereAllAreServed() {
    assertThat(allowed("0.0.0.0", "192.0.2.8:9101")).isTrue();
    assertThat(allowed("::", "192.0.2.8")).isTrue();
    assertThat(allowed("0.0.0.0", "evil.example")).isFalse();
  }

  @Property(tries = 300)
  void noTextDoesMoreThanBeRefused(@ForAll String text) {
    boolean unused = allowed(text, text);
    assertThat(allowed("127.0.0.1", "x" + text)).isFalse();
  }
}
