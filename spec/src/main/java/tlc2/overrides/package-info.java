/** TLC's own package, for the one class of its users that it looks for there. */
package tlc2.overrides;
