import type { V4Variant } from '../v4/variant.js';

/** Signature V4 of Alibaba Cloud OSS. */
export const OSS_V4: V4Variant = {
  algorithm: 'OSS4-HMAC-SHA256',
  keyPrefix: 'aliyun_v4',
  terminator: 'aliyun_v4_request',
  service: 'oss',
  prefix: 'x-oss-',
  algorithmField: 'signature-version',
};

/** Stands for the body's hash, which OSS never asks for. */
export const UNSIGNED_PAYLOAD = 'UNSIGNED-PAYLOAD';
