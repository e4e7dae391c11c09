/** The optional shell around a node: Spring Boot, actuator and Chaos Monkey; consensus knows nothing of it. */
package org.medchain.shell;
