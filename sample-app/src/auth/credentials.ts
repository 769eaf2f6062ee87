import { IsString, Length } from 'class-validator';

export class Credentials {
  @IsString()
  @Length(1, 100)
  name!: string;

  @IsString()
  @Length(1, 200)
  password!: string;
}
