/** Some writes are refused for now, such as those of a slot that moves to another node; the node itself can be used. */
export class WritesLeft extends Error {}
