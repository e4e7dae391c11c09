/**
 * The optional shell around a node: Spring Boot, actuator and Chaos Monkey (OPS-13). It takes its
 * settings as arguments only.
 */
package org.medchain.shell;
