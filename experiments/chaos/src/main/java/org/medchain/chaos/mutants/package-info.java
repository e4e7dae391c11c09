/** Mutation testing with planted defects (DeMillo, Lipton and Sayward 1978). */
package org.medchain.chaos.mutants;
