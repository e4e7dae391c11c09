/** A replica's transitions, as lines that are checked against a model (decision 0014). */
package org.medchain.transition;
