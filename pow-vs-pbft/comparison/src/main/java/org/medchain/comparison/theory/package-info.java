/** Closed forms of the theory, each with its source and conventions (decision 0053). */
package org.medchain.comparison.theory;
