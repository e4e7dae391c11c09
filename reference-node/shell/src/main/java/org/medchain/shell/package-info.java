/**
 * The optional shell around a node: Spring Boot, actuator and Chaos Monkey; consensus knows nothing
 * of it (OPS-13).
 */
package org.medchain.shell;
