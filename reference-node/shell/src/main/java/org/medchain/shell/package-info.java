/**
 * The optional shell around a node: Spring Boot, actuator and Chaos Monkey; consensus knows nothing
 * of it (OPS-13).
 *
 * <p>The shell takes its settings as arguments only, so that no stray file or variable changes
 * them. The node's meter registry is shown and not given to Spring, which closes every registry
 * that it knows.
 */
package org.medchain.shell;
