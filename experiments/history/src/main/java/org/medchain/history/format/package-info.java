/** Files of histories: EDN as Jepsen writes it, and JSON, one event a line. */
package org.medchain.history.format;
