export interface RedisCluster {
  readonly url: string;
  readonly nodes: readonly { address: string; port: number; pid: number }[];
  stop(): Promise<void>;
}

export function startRedisCluster(): Promise<RedisCluster>;
